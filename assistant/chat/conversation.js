// Runs once for the conversation: buttons open paragraphs or ask an example; the newest question stays in view.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('copy' in button.dataset) copy(button);
  if ('question' in button.dataset) trigger('ask_example', { question: button.dataset.question });
  if ('paragraph' in button.dataset) {
    trigger('open_paragraph', { ...button.dataset });
    // On a phone the reader is below; on a desktop it is in view and nothing moves.
    document.getElementById('reading').scrollIntoView({ block: 'start' });
  }
});

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Without the permission, or on a page that is not secure: the browser's old command.
    const text = document.createElement('textarea');
    text.value = button.dataset.copy;
    button.after(text);
    text.select();
    const done = document.execCommand('copy');
    text.remove();
    if (!done) return;
  }
  const label = button.textContent;
  if (label === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 2000);
}

watch('value', () => element.querySelector('.turn:last-child')?.scrollIntoView({ block: 'start' }));

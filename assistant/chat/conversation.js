// Runs once for the conversation: buttons open paragraphs or ask an example; the newest question stays in view.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('question' in button.dataset) trigger('ask_example', { question: button.dataset.question });
  if ('paragraph' in button.dataset) {
    trigger('open_paragraph', { ...button.dataset });
    // On a phone the reader is below; on a desktop it is in view and nothing moves.
    document.getElementById('reading').scrollIntoView({ block: 'start' });
  }
});
watch('value', () => element.querySelector('.turn:last-child')?.scrollIntoView({ block: 'start' }));

// Runs first in every part of the page: buttons open paragraphs or copy, and the keyboard's place outlives a change.
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-paragraph], [data-copy], [data-link]');
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if ('copy' in button.dataset) { copy(button, button.dataset.copy); return; }
  if ('link' in button.dataset) { copy(button, new URL(button.dataset.link, location.href).href); return; }
  // A link to the paragraph stays a link for a new tab; here the reader opens it.
  event.preventDefault();
  trigger('open_paragraph', { ...button.dataset });
  if (element.id === 'reader' || element.closest('#reader')) return;
  document.pinpointOpener = button;
  // On a phone the reader is below; on a desktop it is in view and nothing moves.
  document.getElementById('reading').scrollIntoView({ block: 'start' });
  // Opened by the keyboard: it goes on in the reader, and Escape comes back.
  if (event.detail === 0) document.getElementById('reading').focus({ preventScroll: true });
});

async function copy(button, words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // Without the permission, or on a page that is not secure: the browser's old command.
    const text = document.createElement('textarea');
    text.value = words;
    button.after(text);
    text.select();
    const done = document.execCommand('copy');
    text.remove();
    button.focus();
    if (!done) return;
  }
  const label = button.textContent;
  if (label === button.dataset.copied) return;
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = label; }, 2000);
}

// A part is written anew as a whole: the control of the same key gets the focus back.
let focused = null;
element.addEventListener('focusin', (event) => { focused = event.target.dataset?.keep ?? null; });
element.addEventListener('focusout', (event) => { if (event.relatedTarget) focused = null; });
watch('value', () => {
  if (focused === null || (document.activeElement && document.activeElement !== document.body)) return;
  const again = element.querySelector(`[data-keep="${CSS.escape(focused)}"]:not(:disabled)`);
  (again ?? element.closest('[tabindex]'))?.focus({ preventScroll: true });
});

// Runs once for the reader: what was opened is brought into view, arrow keys walk on, Escape goes back.
const panel = document.getElementById('reading');
panel.tabIndex = -1;
panel.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') {
    if (document.pinpointOpener?.isConnected) document.pinpointOpener.focus();
    else document.querySelector('#question textarea')?.focus();
    return;
  }
  const rightToLeft = panel.querySelector('.sheet')?.dir === 'rtl';
  const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const back = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
  if (event.target.matches('input, textarea, select')) return;
  if (event.key === forward) panel.querySelector('.walk.next:not(:disabled)')?.click();
  if (event.key === back) panel.querySelector('.walk.previous:not(:disabled)')?.click();
});
watch('value', () => {
  const sheet = element.querySelector('.paragraphs');
  const mark = element.querySelector('mark') ?? element.querySelector('[aria-current]');
  if (!sheet || !mark) return;
  const below = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop += below - sheet.clientHeight / 3;
});

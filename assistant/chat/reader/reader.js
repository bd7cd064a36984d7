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
// More is shown above or below: what was being read stays where it was on the screen.
let kept = null;
const idOf = (paragraph) => paragraph.querySelector('.number').dataset.paragraph;
element.addEventListener('click', (event) => {
  if (!event.target.closest('.wider button')) return;
  const sheet = element.querySelector('.paragraphs');
  const top = sheet.getBoundingClientRect().top;
  const first = [...sheet.querySelectorAll('.paragraph')].find((each) => each.getBoundingClientRect().bottom > top);
  if (!first) return;
  const open = idOf(sheet.querySelector('[aria-current]'));
  kept = { open, first: idOf(first), below: first.getBoundingClientRect().top - top };
});
function keepPlace(sheet) {
  const { open, first, below } = kept ?? {};
  kept = null;
  if (open === undefined || open !== idOf(sheet.querySelector('[aria-current]'))) return false;
  const again = [...sheet.querySelectorAll('.paragraph')].find((each) => idOf(each) === first);
  if (!again) return false;
  sheet.scrollTop += again.getBoundingClientRect().top - sheet.getBoundingClientRect().top - below;
  return true;
}
watch('value', () => {
  const sheet = element.querySelector('.paragraphs');
  const mark = element.querySelector('mark') ?? element.querySelector('[aria-current]');
  if (!sheet || !mark || keepPlace(sheet)) return;
  const below = mark.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  sheet.scrollTop += below - sheet.clientHeight / 3;
});

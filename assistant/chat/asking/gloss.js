// Runs once in a part with quotes: a word shows its gloss to mouse and finger, and what was unfolded stays so.
const tip = document.createElement('div');
tip.className = 'gloss-tip';
tip.hidden = true;
// The same words stand in the interlinear text, which everybody can reach.
tip.setAttribute('aria-hidden', 'true');
(element.closest('.gradio-container') ?? document.body).append(tip);
let glossed = null;

function showGloss(word) {
  glossed = word;
  tip.textContent = word.dataset.gloss;
  tip.dir = 'auto';
  tip.hidden = false;
  const box = word.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
  const below = box.bottom + 6;
  const top = below + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 6 : below;
  tip.style.left = `${left}px`;
  tip.style.top = `${top}px`;
}
function hideGloss() {
  glossed = null;
  tip.hidden = true;
}
element.addEventListener('pointerover', (event) => {
  const word = event.target.closest('.glossed');
  if (word) showGloss(word);
});
// A finger leaves at once; its gloss stays until the next touch.
element.addEventListener('pointerout', (event) => {
  if (event.pointerType !== 'touch' && glossed && !glossed.contains(event.relatedTarget)) hideGloss();
});
document.addEventListener('pointerdown', (event) => {
  if (!event.target.closest('.glossed')) hideGloss();
});
document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hideGloss(); });
document.addEventListener('scroll', hideGloss, { capture: true, passive: true });

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-translate]');
  if (button) trigger('translate', { turn: button.dataset.translate, marker: button.dataset.marker });
});

const unfolded = new Set();
element.addEventListener('toggle', (event) => {
  const key = event.target.dataset?.openKey;
  if (key && event.target.isConnected) unfolded[event.target.open ? 'add' : 'delete'](key);
}, true);
watch('value', () => {
  hideGloss();
  for (const details of element.querySelectorAll('details[data-open-key]')) {
    if (unfolded.has(details.dataset.openKey)) details.open = true;
  }
});

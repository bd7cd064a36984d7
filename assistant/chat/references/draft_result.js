// Runs once for the result of a check: shows only some of the sentences, and walks to the next that fails.
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-filter], [data-next]');
  if (!button || button.tagName !== 'BUTTON') return;
  if ('filter' in button.dataset) show(button.dataset.filter);
  else walk(button.dataset.next);
});

function show(outcome) {
  element.querySelector('.checked').dataset.filter = outcome;
  for (const button of element.querySelectorAll('button[data-filter]'))
    button.setAttribute('aria-pressed', String(button.dataset.filter === outcome));
}

let reached = null;
function walk(outcome) {
  const failing = [...element.querySelectorAll(`.claim.${outcome}`)];
  if (!failing.length) return;
  if (element.querySelector('.checked').dataset.filter) show('');
  const next = failing[failing.indexOf(reached) + 1] ?? failing[0];
  reached?.classList.remove('reached');
  reached = next;
  next.classList.add('reached');
  next.scrollIntoView({ block: 'start' });
  // The sentence is heard; Tab goes on in it.
  next.querySelector('h3').focus({ preventScroll: true });
  const source = next.querySelector('.stands [data-paragraph]');
  // On a phone the reader is below, and out of sight.
  if (source && matchMedia('(min-width: 900px)').matches) trigger('open_paragraph', { ...source.dataset });
}

watch('value', () => {
  reached = null;
  // Who stopped the check by its button, which is gone, goes on at the result.
  if (document.activeElement === document.body && element.offsetParent) element.querySelector('h2')?.focus({ preventScroll: true });
});

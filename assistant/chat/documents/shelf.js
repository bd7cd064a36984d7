// Runs once for the documents: buttons act, what matters next gets the focus, the reader shows nothing that is gone.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-action]');
  if (!button) return;
  element.dataset.acted = button.dataset.action;
  trigger('act', { action: button.dataset.action, document: button.dataset.document ?? '', page: button.dataset.page ?? '' });
});
let changed = element.querySelector('[data-changed]')?.dataset.changed ?? '0';
watch('value', () => {
  const shown = element.querySelector('[data-changed]');
  const acted = element.dataset.acted;
  delete element.dataset.acted;
  if (acted === 'ask-remove' || acted === 'look-through') element.querySelector('[data-focus]')?.focus();
  if (acted === 'look-through' || acted === 'page' || acted === 'list') {
    (document.getElementById('find-documents') ?? element).scrollIntoView({ block: 'start' });
  }
  if (shown && shown.dataset.changed !== changed) {
    const reader = document.getElementById('reader');
    const open = reader?.querySelector('[aria-current] [data-paragraph]')?.dataset.paragraph;
    if (open || reader?.querySelector('.shelf')) trigger('renew_reader', { paragraph: open ?? '' });
  }
  changed = shown?.dataset.changed ?? changed;
});

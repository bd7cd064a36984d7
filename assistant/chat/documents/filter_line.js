// Runs once for the line that says what is searched. The panel holds the choice; the line opens it and takes back.
const panelOf = () => document.querySelector('#filter-panel .filter-panel');
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  const panel = panelOf();
  if (!button || !panel) return;
  if ('narrow' in button.dataset) {
    panel.dispatchEvent(new CustomEvent(panel.hidden ? 'open-panel' : 'close-panel', { bubbles: true }));
    // What others have added or removed since.
    if (!panel.hidden) trigger('show_panel', {});
  } else if ('clear' in button.dataset || button.dataset.group) {
    panel.dispatchEvent(new CustomEvent('take-back', { bubbles: true, detail: { ...button.dataset } }));
    element.querySelector('[data-narrow]').focus();
  }
});
const tell = () => {
  element.querySelector('[data-narrow]')?.setAttribute('aria-expanded', String(panelOf() ? !panelOf().hidden : false));
};
document.addEventListener('panel-toggled', tell);
watch('value', tell);

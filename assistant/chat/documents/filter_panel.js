// Runs once for the panel of the filter: every change is told at once, the line above says what it comes to.
const panel = () => element.querySelector('.filter-panel');
// The event's own script reads the boxes when it is sent: it may have to wait for the one before.
const tell = () => trigger('narrow', {});
// What the visitor sees in the fields, by their names. Gradio patches a new panel into the old one place by place: a box
// that another choice had before would keep its tick.
let seen = new Map();
const fields = () => [...element.querySelectorAll('[data-group] input[type="checkbox"], [data-date]')];
const nameOf = (field) => field.dataset.date ?? `${field.closest('[data-group]').dataset.group} ${field.value}`;
const stateOf = (field) => (field.dataset.date ? field.value : field.checked);
function remember() {
  seen = new Map(fields().map((field) => [nameOf(field), stateOf(field)]));
}
function restore() {
  let isOlder = false;
  for (const field of fields()) {
    const given = field.dataset.date ? field.defaultValue : field.defaultChecked;
    const state = seen.get(nameOf(field)) ?? given;
    field[field.dataset.date ? 'value' : 'checked'] = state;
    isOlder ||= state !== given;
  }
  remember();
  // The visitor went on while the panel was on its way; the line that came with it is as old.
  if (isOlder) tell();
}
const isOpen = () => element.dataset.open === 'true';
function show(opens) {
  if (!panel()) return;
  panel().hidden = !opens;
  element.dataset.open = opens;
  document.dispatchEvent(new CustomEvent('panel-toggled'));
}
element.addEventListener('input', remember);
element.addEventListener('change', (event) => {
  if (event.target.matches('input[type="checkbox"], [data-date]')) tell();
});
element.addEventListener('input', (event) => {
  if (!event.target.matches('.find-choice')) return;
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const label of event.target.closest('fieldset').querySelectorAll('label')) {
    const text = label.textContent.toLowerCase();
    label.hidden = !words.every((word) => text.includes(word));
  }
});
function close() {
  show(false);
  document.querySelector('#filter-line [data-narrow]')?.focus();
}
element.addEventListener('click', (event) => { if (event.target.closest('[data-done]')) close(); });
element.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
element.addEventListener('close-panel', close);
element.addEventListener('open-panel', () => {
  show(true);
  panel().querySelector('input')?.focus();
});
element.addEventListener('take-back', (event) => {
  const { group, value } = event.detail;
  for (const box of element.querySelectorAll('input:checked')) {
    if (!group || (box.closest('[data-group]').dataset.group === group && box.value === value)) box.checked = false;
  }
  for (const date of element.querySelectorAll('[data-date]')) {
    if (!group || date.dataset.date === group) date.value = '';
  }
  remember();
  tell();
});
watch('value', () => {
  restore();
  const hadFocus = document.activeElement === document.body && isOpen();
  show(isOpen());
  if (hadFocus) panel()?.querySelector('input')?.focus();
});

// Runs once for each part of the room: buttons and forms name the event that they stand for.
const EVENTS = ['start_run', 'run_again', 'go_on', 'discard', 'stop_run', 'add_file', 'take_file', 'draft',
  'open_report', 'close_report', 'review', 'follow', 'accept', 'drop'];
const BEGINNING = ['start_run', 'run_again', 'go_on', 'discard'];

// Of forms of the review that were left: what was typed, until it is opened again.
const typed = new Map();

function fieldsOf(form) {
  return form ? Object.fromEntries(new FormData(form)) : {};
}

function keepTyped() {
  const open = element.querySelector('.evaluation-review');
  if (open) typed.set(open.dataset.feedback, fieldsOf(open));
}

function tell(control) {
  if (!EVENTS.includes(control.dataset.event)) return;
  let fields = fieldsOf(control.form ?? control.closest('form'));
  if (control.dataset.event === 'review') {
    keepTyped();
    fields = typed.get(control.dataset.feedback) ?? {};
  }
  trigger(control.dataset.event, { ...fields, ...control.dataset });
  // What becomes of it is said at the top, and the button may be far below, over a report.
  if (BEGINNING.includes(control.dataset.event)) document.getElementById('evaluation-desk').scrollIntoView();
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('button[type="button"][data-event]');
  if (button) tell(button);
  // At each click, not at a change: a sentence that is chosen already is taken again after the quote was edited.
  const field = event.target;
  if (field.dataset.fills) field.form.elements[field.dataset.fills].value = field.value;
});

element.addEventListener('submit', (event) => {
  event.preventDefault();
  tell(event.submitter?.dataset.event ? event.submitter : event.target);
});

// Enter in a field would press the form's first button: in the reference it finds, elsewhere it accepts.
element.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.target.type !== 'text') return;
  event.preventDefault();
  const near = event.target.closest('.with-button')?.querySelector('button');
  event.target.form.requestSubmit(near ?? event.target.form.querySelector('.evaluation-main'));
});

element.addEventListener('change', async (event) => {
  const field = event.target;
  if (field.type !== 'file' || !field.files.length) return;
  const [file] = field.files;
  field.value = '';
  if (file.size > Number(field.dataset.mostBytes)) {
    trigger('add_file', { name: file.name, content: null });
    return;
  }
  const reader = new FileReader();
  // "data:…;base64,…": the bytes as they are, whatever the encoding.
  reader.addEventListener('load', () => trigger('add_file', { name: file.name, content: reader.result.split(',')[1] ?? '' }));
  reader.readAsDataURL(file);
});

// The report is as tall as its page; it runs no script of its own. As a page of its own it is the same text.
function fit(frame) {
  const inside = frame.contentDocument?.documentElement;
  if (!inside) return;
  const measure = () => { frame.style.height = `${Math.ceil(inside.ownerDocument.body.getBoundingClientRect().height) + 2}px`; };
  new ResizeObserver(measure).observe(inside.ownerDocument.body);
  measure();
}

let reportAddress = null;
const chosen = { file: null, scope: null, scopes: null };
function noteChosen(list) {
  chosen[list.name] = list.value;
  if (list.name === 'scope') chosen.scopes = list.textContent;
}
element.addEventListener('change', (event) => {
  if (!event.target.matches('#new-run select')) return;
  noteChosen(event.target);
  showUnfinished();
});
function showUnfinished() {
  const form = element.querySelector('#new-run');
  for (const run of form?.querySelectorAll('[data-of-file]') ?? []) {
    run.hidden = run.dataset.ofFile !== form.elements.file.value || run.dataset.ofScope !== form.elements.scope.value;
  }
}
watch('value', () => {
  // What was chosen stays so when the form is written anew, as at each entry of the room and at the end of a run.
  for (const list of element.querySelectorAll('#new-run select')) {
    // Other documents were chosen in their room: they are what is asked, whatever was before.
    const isOther = list.name === 'scope' && list.textContent !== chosen.scopes;
    if (list.dataset.chosen) noteChosen(list);
    else if (!isOther && [...list.options].some((option) => option.value === chosen[list.name])) list.value = chosen[list.name];
  }
  showUnfinished();
  const frame = element.querySelector('iframe');
  if (!frame) return;
  if (reportAddress) URL.revokeObjectURL(reportAddress);
  reportAddress = URL.createObjectURL(new Blob([frame.srcdoc], { type: 'text/html;charset=utf-8' }));
  for (const link of element.querySelectorAll('[data-report-page]')) link.href = reportAddress;
  element.querySelector('h2').focus({ preventScroll: true });
  frame.addEventListener('load', () => {
    fit(frame);
    element.querySelector('section').scrollIntoView({ block: 'start' });
  });
});

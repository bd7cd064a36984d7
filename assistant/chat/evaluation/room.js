// Runs once for each part of the room: buttons and forms name the event that they stand for.
const EVENTS = ['start_run', 'run_again', 'go_on', 'discard', 'stop_run', 'add_file', 'draft', 'open_report',
  'close_report', 'review', 'follow', 'accept', 'drop'];
const BEGINNING = ['start_run', 'run_again', 'go_on', 'discard'];

function tell(control, form) {
  if (!EVENTS.includes(control.dataset.event)) return;
  const fields = form ? Object.fromEntries(new FormData(form)) : {};
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
  const named = event.submitter?.dataset.event ? event.submitter : event.target;
  tell(named, event.target);
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
let chosenFile = null;
element.addEventListener('change', (event) => { if (event.target.name === 'file') chosenFile = event.target.value; });
watch('value', () => {
  // A file that was chosen stays so when the form is written anew, as at each entry of the room.
  const files = element.querySelector('select[name="file"]');
  if (files?.dataset.chosen) chosenFile = files.value;
  else if (files && [...files.options].some((option) => option.value === chosenFile)) files.value = chosenFile;
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

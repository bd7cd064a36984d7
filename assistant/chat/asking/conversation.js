// Runs once for the conversation: examples ask themselves, and the newest question stays in view.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-question]');
  if (button) trigger('ask_example', { question: button.dataset.question });
});
let asked;
let unfinished = false;
watch('value', () => {
  const turns = element.querySelectorAll('.turn');
  const newest = turns[turns.length - 1];
  // What changes in an earlier answer, a translation for one, moves nothing.
  if (newest?.dataset.number !== asked || unfinished) newest?.scrollIntoView({ block: 'start' });
  asked = newest?.dataset.number;
  unfinished = Boolean(newest?.querySelector('.searching'));
  // What a verdict opens, the field for a comment, must not lie under the question box.
  setTimeout(() => document.activeElement?.closest('.feedback')?.scrollIntoView({ block: 'nearest' }));
});

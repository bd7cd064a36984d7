// Runs once for the conversation: what is said of an answer is saved at once, and a comment that is being typed stays.
const comments = new Map();
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-say]');
  if (!button) return;
  const typed = comments.get(`comment-${button.dataset.turn}`);
  const comment = typed === undefined ? {} : { comment: typed };
  trigger('say', { turn: button.dataset.turn, kind: button.dataset.say, ...comment });
});
element.addEventListener('input', (event) => {
  if (event.target.name === 'comment') comments.set(event.target.dataset.keep, event.target.value);
});
element.addEventListener('submit', (event) => {
  const form = event.target.closest('form.comment');
  if (!form) return;
  event.preventDefault();
  trigger('say', { turn: form.dataset.turn, comment: form.elements.comment.value });
});
watch('value', () => {
  for (const field of element.querySelectorAll('input[name="comment"]')) {
    field.value = comments.get(field.dataset.keep) ?? field.value;
  }
});

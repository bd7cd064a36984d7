// Runs once for the conversation: examples ask themselves, and the newest question stays in view.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-question]');
  if (button) trigger('ask_example', { question: button.dataset.question });
});
watch('value', () => element.querySelector('.turn:last-child')?.scrollIntoView({ block: 'start' }));

// Runs once for the reader: its buttons walk on, and what was opened is brought to the middle of its panel.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-paragraph]');
  if (button) trigger('open_paragraph', { ...button.dataset });
});
watch('value', () => {
  const panel = element.querySelector('.paragraphs');
  const mark = element.querySelector('mark') ?? element.querySelector('[aria-current]');
  if (!panel || !mark) return;
  const below = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  panel.scrollTop += below - panel.clientHeight / 3;
});

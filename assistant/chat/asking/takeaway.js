// Runs once for the line under the question box: the conversation is fetched as a file, with links to this very page.
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-export]');
  if (button) trigger('take_away', { format: button.dataset.export, address: location.origin + location.pathname });
});

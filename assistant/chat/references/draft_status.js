// Runs once for what is said about a check: heard by screen readers, and the button that stops it.
element.setAttribute('role', 'status');
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-stop]')) trigger('stop_checking', {});
});

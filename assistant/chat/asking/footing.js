// Runs once for the line under the question box. A conversation lives as long as its page: a new page, a new one.
element.addEventListener('click', (event) => {
  if (event.target.closest('button')) location.reload();
});

// Runs once for the line under the question box: a new conversation is a new page with a new key.
element.addEventListener('click', (event) => {
  if (!event.target.closest('.new-conversation')) return;
  try { sessionStorage.removeItem('pinpoint-conversation'); } catch { /* Forbidden: then there was no key. */ }
  location.assign(location.pathname);
});

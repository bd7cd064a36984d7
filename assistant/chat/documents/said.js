// Runs once for the line that says what was done: screen readers hear it.
element.setAttribute('role', 'status');

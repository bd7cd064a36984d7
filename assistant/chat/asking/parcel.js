// Runs once for the place where files arrive: each is saved by the browser as it comes, and not kept in the page.
watch('value', () => {
  const parcel = element.querySelector('[data-parcel]');
  if (!parcel) return;
  const bytes = Uint8Array.from(atob(parcel.dataset.content), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: parcel.dataset.type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = parcel.dataset.name;
  link.click();
  parcel.remove();
  // The browser reads it after this turn of events.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
});

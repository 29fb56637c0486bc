/** Loads the page again when the server says that its files have changed. */

export function listenForChanges(): void {
  const address = document.documentElement.dataset['changes'];
  if (address === undefined) return;
  const events = new EventSource(address);
  let known: string | undefined;
  events.addEventListener('message', ({ data }) => {
    if (known !== undefined && data !== known) location.reload();
    known = data as string;
  });
}

/** Loads the page again when the server says that its files have changed. */

/** In milliseconds between two questions: a connection that stays open would be one of the six that a browser has for a server. */
const PAUSE = 1_000;

export function listenForChanges(): void {
  const address = document.documentElement.dataset['changes'];
  if (address === undefined) return;
  let known: string | undefined;
  const ask = async (): Promise<void> => {
    // Who looks elsewhere hears of it when they come back.
    if (document.visibilityState === 'hidden') return;
    try {
      const version = await (await fetch(address)).text();
      if (known !== undefined && version !== known) location.reload();
      known = version;
    } catch {
      // The server has ended; it may come again.
    }
  };
  setInterval(() => void ask(), PAUSE);
  document.addEventListener('visibilitychange', () => void ask());
  void ask();
}

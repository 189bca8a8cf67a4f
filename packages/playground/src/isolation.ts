/**
 * Registers the service worker, which keeps the page for offline use and gives it the headers that threads need: the page is loaded once more for them, and no more than once.
 *
 * @returns what to say of threads
 */
export async function isolate(): Promise<string> {
  const threads = `${Math.min(8, navigator.hardwareConcurrency)} threads`;
  if (!('serviceWorker' in navigator)) return crossOriginIsolated ? threads : 'one thread: this page has no service worker (open it over https or from localhost)';
  await navigator.serviceWorker.register('./sw.js').catch(() => undefined);
  if (crossOriginIsolated) return threads;
  if (!sessionStorage.getItem('reloaded')) {
    sessionStorage.setItem('reloaded', 'yes');
    await navigator.serviceWorker.ready;
    location.reload();
    return new Promise(() => {});
  }
  return 'one thread: the page is not isolated (headers COOP and COEP)';
}

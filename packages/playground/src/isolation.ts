import { describeThreads } from './faults.js';

/**
 * Registers the service worker, which keeps the page for offline use and gives it the headers that threads need: the page is loaded once more, and no more than once, so that everything comes through it.
 *
 * @returns what to say of threads
 */
export async function isolate(): Promise<string> {
  const cores = navigator.hardwareConcurrency;
  if (!('serviceWorker' in navigator)) return describeThreads({ isolated: crossOriginIsolated, workers: false, cores });
  await navigator.serviceWorker.register('./sw.js').catch(() => undefined);
  if (!(crossOriginIsolated && navigator.serviceWorker.controller) && !sessionStorage.getItem('reloaded')) {
    sessionStorage.setItem('reloaded', 'yes');
    await navigator.serviceWorker.ready;
    location.reload();
    return new Promise(() => {});
  }
  return describeThreads({ isolated: crossOriginIsolated, workers: true, cores });
}

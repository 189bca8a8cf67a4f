import { describeThreads } from './faults.js';

/**
 * Registers the service worker, which keeps the page for offline use and gives it the headers that threads need. The page is reloaded once, never more, so that everything passes through the worker.
 *
 * @returns a description of the threads for the user
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

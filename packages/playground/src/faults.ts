/** Most bytes that a page's WebAssembly can hold: its addresses have 32 bits. */
const MOST = 4 * 2 ** 30;

/** Memory needed per byte of a checkpoint: the file itself, its numbers in full precision, and the runtime's model and its packed copy. */
const COPIES = 6;

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/**
 * Why a checkpoint is too large for a page; undefined if it is not.
 *
 * @param memory memory of the machine in gigabytes, if the browser reports it
 */
export function tooLarge({ name, size }: { name: string; size: number }, memory = Infinity): string | undefined {
  const [needed, there] = [COPIES * size, Math.min(MOST, (memory * 2 ** 30) / 2)];
  if (needed <= there) return undefined;
  return `${name} needs about ${gigabytes(needed)} of memory, and this page can have ${gigabytes(there)}: sample it with the command instead (npx inrflow sample --checkpoint ${name})`;
}

/** A module with one of WebAssembly's SIMD instructions, which the runtime uses. */
const SIMD = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11);

/** Features that a browser must have. */
export interface Browser {
  WebAssembly?: { validate(bytes: Uint8Array): boolean };
  OffscreenCanvas?: unknown;
  Worker?: unknown;
}

/** Why a browser cannot run this page; undefined if it can. */
export function tooOld({ WebAssembly, OffscreenCanvas, Worker }: Browser): string | undefined {
  const missing = [!WebAssembly?.validate(SIMD) && 'WebAssembly with SIMD', !OffscreenCanvas && 'OffscreenCanvas', !Worker && 'workers'].filter(Boolean);
  return missing.length === 0 ? undefined : `This browser has no ${missing.join(' and no ')}, which the page computes with: open it in Chrome 91, Firefox 114, Safari 16.4, or a later one.`;
}

/** Describes the threads for the user. @param cores number of the machine's cores */
export function describeThreads({ isolated, workers, cores }: { isolated: boolean; workers: boolean; cores: number }): string {
  if (isolated) return `${Math.min(8, cores)} threads`;
  if (!workers) return 'one thread, which is slower: threads need a page that is opened over https or from localhost';
  return 'one thread, which is slower: threads need the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp, which neither the server nor the service worker could set here';
}

import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { prepareSound, type Preparation, type Sound } from '../sounds/index.js';
import { readSound } from './readSound.js';

/** Most seconds that a file may take: some minutes of sound take one. */
const TIME_LIMIT = 60;

/** Reads and prepares sounds, on a thread if it can: a file that loops or takes too much memory fails without affecting the others. */
export interface SoundReader {
  /** @throws Error whose message gives the reason */
  read(bytes: Uint8Array): Promise<Sound>;
  /** Always settles. */
  close(): Promise<void>;
}

/** Reads a file and prepares its sound. */
export const readPrepared = async (bytes: Uint8Array, preparation: Preparation): Promise<Sound> => prepareSound(await readSound(bytes), preparation);

/** Opens a reader of sounds. Without the built worker beside this module (running from sources, or bundled) it reads on the calling thread, with the same result. */
export function createSoundReader(preparation: Preparation, workers: number, file = builtWorker(import.meta.url, 'soundWorker')): SoundReader {
  const threads = createTaskThreads<Uint8Array, Sound>({ file, threads: workers, data: preparation, here: (bytes) => readPrepared(bytes, preparation), timeLimit: TIME_LIMIT });
  return { read: (bytes) => threads.run(bytes), close: () => threads.close() };
}

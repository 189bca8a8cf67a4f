import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { makeFolder, writeFileAtomically } from '@inrflow/core/node';
import type { FeatureNetwork, Outputs } from './featureNetwork.js';

/** Features made earlier, by a hash of the picture's content. */
export interface FeatureCache {
  get(hash: string): Promise<Outputs | undefined>;
  /** Keeps features; a failure to write is ignored. */
  put(hash: string, outputs: Outputs): Promise<void>;
}

/** Where features are kept: `$XDG_CACHE_HOME/inrflow/features`, or below `~/.cache`. */
export const defaultCacheFolder = () => path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'inrflow', 'features');

/**
 * Features on disk, one file per picture: `<network>/<two digits>/<rest>.f32`, by hashes of the network and of the picture's pixels. A file
 * holds the number of features, the features and the classes, as float32 in the machine's byte order.
 */
export function openFeatureCache(folder: string, { identity, classLayer }: Pick<FeatureNetwork, 'identity' | 'classLayer'>): FeatureCache {
  const fileOf = (hash: string) => path.join(folder, identity.slice(0, 24), hash.slice(0, 2), `${hash.slice(2, 42)}.f32`);
  return {
    async get(hash) {
      const bytes = await readFile(fileOf(hash)).catch(() => undefined);
      if (!bytes || bytes.length < 8 || bytes.length % 4 !== 0) return undefined;
      const [count, ...numbers] = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const fits = classLayer === undefined ? count === numbers.length : count > 0 && count < numbers.length;
      if (!fits) return undefined;
      return { features: Float32Array.from(numbers.slice(0, count)), ...(classLayer !== undefined && { classes: Float32Array.from(numbers.slice(count)) }) };
    },
    async put(hash, { features, classes = new Float32Array(0) }) {
      const file = fileOf(hash);
      try {
        await makeFolder(path.dirname(file));
        await writeFileAtomically(file, Buffer.from(Float32Array.from([features.length, ...features, ...classes]).buffer));
      } catch {
        // Made again next time.
      }
    },
  };
}

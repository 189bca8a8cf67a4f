import { arch, cpus, platform, totalmem } from 'node:os';
import { megabytes } from './words.js';
import { VERSION } from './version.js';

/** Describes the environment of a run, for reports. */
export function environment(threads: number | undefined, device: string): Record<string, string> {
  return {
    inrflow: VERSION, Node: process.version, system: `${platform()} ${arch()}`, processor: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} threads`,
    memory: megabytes(totalmem()), device, 'ONNX Runtime threads': threads === undefined ? 'one per physical core' : String(threads),
  };
}

import { availableParallelism, cpus, platform, arch, totalmem } from 'node:os';
import { devices } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import { availableMemory } from '../memory.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { megabytes } from '../words.js';

const versionOf = async (name: string): Promise<string | undefined> => {
  try {
    const loaded = (await import(name)) as { env?: { versions?: { node?: string } }; default?: { versions?: Record<string, string>; env?: { versions?: { node?: string } } } };
    return (loaded.env ?? loaded.default?.env)?.versions?.node ?? loaded.default?.versions?.sharp ?? 'present';
  } catch {
    return undefined;
  }
};

/** Prints what this machine can run, and why not the rest. */
export async function doctor(terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const [sharp, runtime] = [await versionOf('sharp'), await versionOf('onnxruntime-node')];
  const lines: [string, string][] = [
    ['inrflow', VERSION], ['Node', `${process.version} on ${platform()} ${arch()}`],
    ['processor', `${cpus()[0]?.model.trim() || 'unknown'}, ${availableParallelism()} threads`],
    ['memory', `${megabytes(availableMemory())} free of ${megabytes(totalmem())}`],
    ['TensorFlow.js', tf.version_core], ['ONNX Runtime', runtime ?? 'missing: npm install onnxruntime-node'],
    ['sharp', sharp ?? 'missing: JPEG and WebP cannot be read (PNG can); npm install sharp'],
  ];
  terminal.out(lines.map(([name, value]) => `${name.padEnd(14)}  ${value}`).join('\n'));
  terminal.out('\nDevices');
  for (const { device, available, reason } of await devices()) terminal.out(`  ${device.padEnd(12)}  ${available ? 'yes' : `no: ${reason}`}`);
}

import { availableParallelism, cpus, platform, arch, totalmem } from 'node:os';
import { devices, tensorflowBackends } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { availableMemory } from '../memory.js';
import { builtInPlugins } from '../plugins/loadPlugin.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { megabytes } from '../words.js';

interface Env {
  versions?: { node?: string };
}

const RUNTIME: string = 'onnxruntime-node';

/** The version of ONNX Runtime; undefined if it is not installed. */
async function runtimeVersion(): Promise<string | undefined> {
  try {
    const loaded = (await import(RUNTIME)) as { env?: Env; default?: { env?: Env } };
    return (loaded.env ?? loaded.default?.env)?.versions?.node ?? 'present';
  } catch {
    return undefined;
  }
}

/** Prints what this machine can run, and why it cannot run the rest. */
export async function doctor(terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const runtime = await runtimeVersion();
  const lines: [string, string][] = [
    ['inrflow', VERSION], ['Node', `${process.version} on ${platform()} ${arch()}`],
    ['processor', `${cpus()[0]?.model.trim() || 'unknown'}, ${availableParallelism()} threads`],
    ['memory', `${megabytes(availableMemory())} free of ${megabytes(totalmem())}`],
    ['TensorFlow.js', tf.version_core], ['ONNX Runtime', runtime ?? 'missing: npm install onnxruntime-node'],
  ];
  for (const plugin of await builtInPlugins()) lines.push(...((await plugin.doctor?.()) ?? []).map(([name, found]): [string, string] => [name, found]));
  terminal.out(lines.map(([name, value]) => `${name.padEnd(14)}  ${value}`).join('\n'));
  terminal.out('\nDevices');
  for (const { device, available, adapter, reason } of await devices()) terminal.out(`  ${device.padEnd(16)}  ${available ? `yes: ${adapter}${device === 'cpu' ? '' : '; computes as the CPU does'}` : `no: ${reason}${adapter === undefined ? '' : ` (${adapter})`}`}`);
  for (const { backend, available, package: name, reason } of await tensorflowBackends(['tensorflow', 'wasm', 'cpu'])) terminal.out(`  ${`tfjs:${backend}`.padEnd(16)}  ${available ? `yes: ${name ?? 'part of @tensorflow/tfjs'}` : `no: ${reason}`}`);
}

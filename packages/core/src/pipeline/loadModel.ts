import type * as NodeFiles from 'node:fs/promises';
import { decodeCheckpoint } from '../checkpoints/index.js';
import type { Kind } from '../kind/index.js';
import { warmGenerator } from '../sampling/index.js';
import { modelOf, type Model } from './model.js';
import { encodeModel } from './encodeModel.js';
import { sample, type SampleOptions } from './sample.js';

/** A loaded model, ready to make samples. */
export interface LoadedModel<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> extends Model<Data, Fields, Sample, Ask> {
  /** Makes samples: see {@link sample}. */
  sample(options?: SampleOptions & Partial<Ask>): Promise<Sample[]>;
  /** The bytes of its checkpoint, for a file or a download: what {@link loadModel} takes. */
  encode(options?: { /** Numbers of 16 bits halve the file. Default 'F32'. */ floats?: 'F32' | 'F16' }): Promise<Uint8Array>;
  /** Frees what sampling keeps compiled for the next samples of the same sizes; they would compile it again. A model that nothing refers to is freed without it. */
  dispose(): Promise<void>;
}

/** Node's file system, without an import that browser bundlers would follow; undefined in a browser. */
function nodeFiles(): typeof NodeFiles | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.('node:fs/promises') as typeof NodeFiles | undefined;
}

async function bytesOf(source: string | URL | Uint8Array): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  const files = nodeFiles();
  const address = source instanceof URL ? source : /^(?:https?|file):\/\//.test(source) ? new URL(source) : undefined;
  if (files && (address === undefined || address.protocol === 'file:')) return files.readFile(address ?? (source as string));
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${String(source)}: not loaded: the server answered ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** A model with the functions that make samples of it, which keep what they compile. */
export function withSample<Data extends object, Fields extends object, Sample, Ask extends object>(model: Model<Data, Fields, Sample, Ask>): LoadedModel<Data, Fields, Sample, Ask> {
  const generators = warmGenerator();
  const warm = { ...model, generators };
  return { ...warm, sample: (options) => sample(warm, options), encode: (options) => encodeModel(model, options), dispose: () => generators.dispose() };
}

/**
 * Loads a model.
 *
 * @param source a checkpoint: its path (under Node), its address, or its bytes
 * @param kind the model's kind of data, such as `image` from `@inrflow/image`
 * @throws Error naming the file and what is wrong: not there, damaged, not a checkpoint, or a model of another kind of data
 * @example
 * const model = await loadModel('emoji.safetensors', image);
 * const [heart] = await model.sample({ class: 'heart', size: 64, seed: 3 });
 */
export async function loadModel<Data extends object, Fields extends object, Sample, Ask extends object>(source: string | URL | Uint8Array, kind: Kind<Data, Fields, Sample, Ask>): Promise<LoadedModel<Data, Fields, Sample, Ask>> {
  const file = source instanceof Uint8Array ? 'checkpoint' : String(source);
  return withSample(modelOf(await decodeCheckpoint(await bytesOf(source), { file }), kind, file));
}

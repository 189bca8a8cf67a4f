import { readFile } from 'node:fs/promises';
import { decodeSafetensors, nearestName } from '@inrflow/core';
import { openZip, parseNpy, type NpyData } from '@inrflow/core/node';
import type { SequenceEmbedder } from './sequenceEmbedding.js';

/** A stored array. */
interface Stored {
  shape: number[];
  data: NpyData;
}

/** Arrays of a file by the names of their proteins. */
interface Arrays {
  names: readonly string[];
  read(name: string): Promise<Stored>;
  close(): Promise<void>;
}

async function npzArrays(file: string): Promise<Arrays> {
  const zip = await openZip(file);
  return { names: zip.names.map((name) => name.replace(/\.npy$/, '')), read: async (name) => parseNpy(await zip.read(`${name}.npy`)), close: () => zip.close() };
}

async function safetensorsArrays(file: string): Promise<Arrays> {
  const { tensors } = decodeSafetensors(await readFile(file), file);
  return { names: Object.keys(tensors), read: async (name) => tensors[name], close: async () => {} };
}

const FORMATS: Readonly<Record<string, (file: string) => Promise<Arrays>>> = { npz: npzArrays, safetensors: safetensorsArrays };

/** Rows of 32-bit floats. @throws Error that gives the reason if the array is not one row of floats per residue */
function rowsOf({ shape, data }: Stored): { residues: number; channels: number; rows: Float32Array } {
  if (shape.length !== 2 || shape.some((size) => size < 1)) throw new Error(`its shape is [${shape.join(', ')}]; expected [residues, channels]`);
  if (!(data instanceof Float32Array || data instanceof Float64Array)) throw new Error('its numbers are integers; expected floats');
  return { residues: shape[0], channels: shape[1], rows: Float32Array.from(data) };
}

/**
 * Reads precomputed embeddings: a `.npz` or `.safetensors` file with an array `[residues, channels]` for each protein under its name.
 *
 * @throws Error naming the file if it is missing, of another format, damaged or empty
 */
export async function readSequenceEmbeddings(file: string): Promise<SequenceEmbedder> {
  const fail = (reason: string, cause?: Error): never => {
    throw new Error(`sequence embeddings '${file}': ${reason}`, { cause });
  };
  const extension = /\.([^./\\]+)$/.exec(file)?.[1].toLowerCase() ?? '';
  if (!Object.hasOwn(FORMATS, extension)) fail(`its name ends in '${extension && `.${extension}`}'; expected .npz or .safetensors`);
  const arrays = await FORMATS[extension](file).catch((error: NodeJS.ErrnoException) =>
    fail((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT' || error.code === 'ENOENT' ? 'there is no such file' : error.message, error));
  const read = async (name: string) => {
    try {
      return rowsOf(await arrays.read(name));
    } catch (error) {
      return fail(`the array '${name}': ${(error as Error).message}`, error as Error);
    }
  };
  try {
    if (arrays.names.length === 0) fail('it holds no arrays');
    const { channels } = await read(arrays.names[0]);
    return {
      channels,
      async embed({ name, sequence }) {
        if (!arrays.names.includes(name)) {
          const near = nearestName(name, arrays.names);
          fail(`it has no array '${name}'${near === undefined ? ` among its ${arrays.names.length}` : `; did you mean '${near}'?`}`);
        }
        const embedding = await read(name);
        if (embedding.channels !== channels) fail(`the array '${name}' has ${embedding.channels} channels, but '${arrays.names[0]}' has ${channels}`);
        const missing = embedding.residues < sequence.length ? `: residue ${embedding.residues + 1}, ${sequence[embedding.residues]}, has none` : '';
        if (embedding.residues !== sequence.length) fail(`the array '${name}' has ${embedding.residues} rows, but the sequence ${sequence.length} residues${missing}`);
        return embedding;
      },
      dispose: () => arrays.close(),
    };
  } catch (error) {
    await arrays.close();
    throw error;
  }
}

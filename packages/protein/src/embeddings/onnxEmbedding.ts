import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeNpy, hashModelFiles, makeFolder, parseNpy, writeFileAtomically } from '@inrflow/core/node';
import { createSession, type HostTensor, type Int64Tensor, type Session } from '@inrflow/onnx';
import { esmTokens } from './esmTokens.js';
import type { SequenceEmbedder, SequenceEmbedding } from './sequenceEmbedding.js';

/** How a protein language model is opened. */
export interface SequenceEmbeddingOptions {
  /** Path of the ONNX file of ESM-2 or a model with its tokens; weights may lie in files beside it. */
  onnx: string;
  /** Folder that caches embeddings of sequences; nothing is kept on disk by default. */
  cache?: string;
  /** Name of the output that holds the embeddings; `last_hidden_state`, or the only one, by default. */
  output?: string;
  threads?: number;
}

type IntegerType = 'int64' | 'int32';

/** The model's inputs: the tokens, and a mask of ones if it takes one. */
function inputsOf({ inputNames }: Session, tokens: Int32Array, type: IntegerType): Record<string, HostTensor | Int64Tensor> {
  const tensor = (data: Int32Array): HostTensor | Int64Tensor => {
    const shape = [1, data.length];
    return type === 'int32' ? { dtype: type, shape, data } : { dtype: type, shape, data: BigInt64Array.from(data, BigInt) };
  };
  return Object.fromEntries(inputNames.map((name) => [name, tensor(name === 'attention_mask' ? new Int32Array(tokens.length).fill(1) : tokens)]));
}

function checkInputs({ inputNames }: Session): void {
  const known = inputNames.length === 1 || (inputNames.length === 2 && ['input_ids', 'attention_mask'].every((name) => inputNames.includes(name)));
  if (!known) throw new Error(`it has the inputs ${inputNames.join(', ')}; expected input_ids and attention_mask, or the tokens alone`);
}

function outputName({ outputNames }: Session, wanted: string | undefined): string {
  const usual = outputNames.includes('last_hidden_state') ? 'last_hidden_state' : outputNames.length === 1 ? outputNames[0] : undefined;
  const name = wanted ?? usual;
  if (name === undefined || !outputNames.includes(name)) {
    throw new Error(`it has the outputs ${outputNames.join(', ')}${name === undefined ? ', none of them last_hidden_state: choose one by name' : `, not '${name}'`}`);
  }
  return name;
}

/** The rows of an output without those of the two end tokens. */
function rowsOf({ dtype, shape, data }: HostTensor, residues: number): SequenceEmbedding {
  if (dtype !== 'float32' || shape.length !== 3 || shape[0] !== 1 || shape[1] !== residues + 2) {
    throw new Error(`its output is ${dtype}[${shape.join(', ')}] for ${residues} residues; expected float32[1, ${residues + 2}, channels]`);
  }
  return { residues, channels: shape[2], rows: (data as Float32Array).slice(shape[2], (residues + 1) * shape[2]) };
}

/** An embedding from the cache; undefined if it is missing or does not have this shape. */
async function kept(file: string, residues: number, channels: number): Promise<SequenceEmbedding | undefined> {
  try {
    const { data, shape } = parseNpy(await readFile(file));
    return shape.length === 2 && shape[0] === residues && shape[1] === channels ? { residues, channels, rows: data as Float32Array } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens a protein language model in an ONNX file, such as ESM-2, which embeds sequences up to 1 022 residues: `[1, residues + 2]` tokens in,
 * `[1, residues + 2, channels]` out. Embeddings are cached under the hash of the model's files, the output's name and the sequence.
 *
 * @throws Error naming the file if it is missing or not such a model
 */
export async function openSequenceEmbedding({ onnx, cache, output, threads }: SequenceEmbeddingOptions): Promise<SequenceEmbedder> {
  const fail = (error: Error): never => {
    throw new Error(`sequence embedding '${onnx}': ${error.message}`, { cause: error });
  };
  await access(onnx).catch((error: NodeJS.ErrnoException) => fail(error.code === 'ENOENT' ? new Error('there is no such file') : error));
  const identity = cache === undefined ? '' : await hashModelFiles(onnx).catch(fail);
  const session = await createSession(onnx, { threads }).catch(fail);

  async function computed(sequence: string, name: string, type: IntegerType): Promise<SequenceEmbedding> {
    const outputs = await session.run(inputsOf(session, esmTokens(sequence, name), type));
    return rowsOf(outputs[outputName(session, output)], sequence.length);
  }

  /** Finds which integers the model takes and how many channels it gives, by a run on one residue. */
  async function probed(): Promise<{ type: IntegerType; channels: number }> {
    checkInputs(session);
    outputName(session, output);
    const failures: Error[] = [];
    for (const type of ['int64', 'int32'] as const) {
      const result = await computed('M', 'probe', type).catch((error: Error) => error);
      if (!(result instanceof Error)) return { type, channels: result.channels };
      failures.push(result);
    }
    // A model that takes 32-bit integers refuses the first try because of its type; then the second failure tells the real reason.
    throw /tensor\(int64\)/.test(failures[1].message) ? failures[0] : failures[1];
  }

  const { type, channels } = await probed().catch(async (error: Error) => {
    await session.dispose();
    return fail(error);
  });
  return {
    channels,
    async embed({ name, sequence }) {
      const fresh = () => computed(sequence, name, type).catch((error: Error) => {
        throw error instanceof RangeError ? error : new Error(`sequence embedding '${onnx}', on '${name}': ${error.message}`, { cause: error });
      });
      if (cache === undefined) return fresh();
      const key = createHash('sha256').update(JSON.stringify([identity, outputName(session, output), sequence])).digest('hex');
      const file = path.join(cache, `${key}.npy`);
      const found = await kept(file, sequence.length, channels);
      if (found) return found;
      const embedding = await fresh();
      await makeFolder(cache);
      await writeFileAtomically(file, encodeNpy([embedding.residues, channels], embedding.rows));
      return embedding;
    },
    dispose: () => session.dispose(),
  };
}

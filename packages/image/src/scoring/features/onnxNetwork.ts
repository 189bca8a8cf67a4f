import { expectedOneOf, quotable } from '@inrflow/core';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { hashModelFiles } from '@inrflow/core/node';
import { createSession, type Device, type HostTensor, type Session } from '@inrflow/onnx';
import type { FeatureNetwork } from './featureNetwork.js';
import { hashOf } from './hashes.js';
import { filterText, networkInput, valueRangeText, type Layout, type Preprocessing } from './preprocessing.js';

/** How an ONNX file is used. */
export interface OnnxNetworkOptions {
  preprocessing: Preprocessing;
  /** Name of the output with the features; the only output by default. */
  output?: string;
  /** Name of the output with class probabilities or logits; none by default. */
  classOutput?: string;
  /** Name in protocols; the file's by default. */
  name?: string;
  threads?: number;
  device?: Device;
}

/** The feature vector of one picture's output: the output itself, or a feature map averaged over its positions. */
function vectorOf(name: string, { dtype, shape, data }: HostTensor, layout: Layout): Float32Array {
  const text = `${dtype}[${shape}]`;
  if (dtype !== 'float32') throw new RangeError(`output '${name}' is ${text}; expected float32 features`);
  if (shape.length === 2 && shape[0] === 1) return data as Float32Array;
  if (shape.length !== 4 || shape[0] !== 1) throw new RangeError(`output '${name}' is ${text} for one picture; expected [1, features], or a map of features of rank 4`);
  const [channels, positions] = layout === 'nchw' ? [shape[1], shape[2] * shape[3]] : [shape[3], shape[1] * shape[2]];
  return Float32Array.from({ length: channels }, (_, c) => {
    let sum = 0;
    for (let i = 0; i < positions; i++) sum += data[layout === 'nchw' ? c * positions + i : i * channels + c];
    return sum / positions;
  });
}

/** The output asked for, or the only one. */
function outputNamed(asked: string | undefined, { outputNames }: Session, file: string): string {
  if (asked === undefined) {
    if (outputNames.length === 1) return outputNames[0];
    throw new RangeError(`${file} has ${outputNames.length} outputs: choose one with --feature-output: ${outputNames.map((name) => `'${name}'`).join(', ')}`);
  }
  if (outputNames.includes(asked)) return asked;
  throw new RangeError(`${file}: there is no output '${asked}': ${expectedOneOf(asked, outputNames)}`);
}

/** Runs a model's session on one picture and returns its features and classes. */
export function sessionRunner(session: Session, { preprocessing, output, classOutput }: { preprocessing: Preprocessing; output: string; classOutput?: string }): FeatureNetwork['run'] {
  const { size, layout } = preprocessing;
  const shape = layout === 'nchw' ? [1, 3, size, size] : [1, size, size, 3];
  return async (picture) => {
    const results = await session.run({ [session.inputNames[0]]: { dtype: 'float32', shape, data: networkInput(picture, preprocessing) } });
    return {
      features: vectorOf(output, results[output], layout),
      ...(classOutput !== undefined && { classes: vectorOf(classOutput, results[classOutput], layout) }),
    };
  };
}

/**
 * A feature network in an ONNX file that takes one input of RGB pictures, such as the Inception network of the usual FID or the image tower of CLIP.
 *
 * @throws RangeError if the file is missing, is not a model, lacks the output, or does not take pictures of that size and layout
 */
export async function openOnnxNetwork(file: string, { preprocessing, output: asked, classOutput, name = path.basename(file), threads, device }: OnnxNetworkOptions): Promise<FeatureNetwork> {
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) throw new RangeError(`--features ${file}: ${found ? 'it is a folder; expected an ONNX file' : 'there is no such file'}`);
  const weights = await hashModelFiles(file);
  const session = await createSession(file, { threads, device }).catch((error: Error) => {
    throw new RangeError(`--features ${file}: ${error.message}`, { cause: error });
  });
  try {
    if (session.inputNames.length !== 1) throw new RangeError(`${file} has ${session.inputNames.length} inputs (${session.inputNames.join(', ')}); expected one, of pictures`);
    const output = outputNamed(asked, session, file);
    if (classOutput !== undefined) outputNamed(classOutput, session, file);
    const run = sessionRunner(session, { preprocessing, output, classOutput });
    const { size, layout } = preprocessing;
    await run({ width: 1, height: 1, channels: 3, data: new Uint8Array(3) }).catch((error: Error) => {
      if (error instanceof RangeError) throw new RangeError(`${file}: ${error.message}`, { cause: error });
      const shape = layout === 'nchw' ? `[1, 3, ${size}, ${size}]` : `[1, ${size}, ${size}, 3]`;
      const reason = quotable(error.message.replace(/^ONNX Runtime failed on inputs [^:]*: /, ''), 2000).replace(/ Please fix either the inputs.*$/, '');
      throw new RangeError(`${file} does not take pictures of float32${shape} (--feature-size ${size}, --feature-layout ${layout}): ${reason}`, { cause: error });
    });
    const protocol = {
      network: name, weights: weights.slice(0, 16), layer: output, inputSize: size,
      resizeFilter: filterText(preprocessing.filter), valueRange: valueRangeText(preprocessing),
    };
    return {
      protocol, identity: hashOf(weights, JSON.stringify({ preprocessing, output, classOutput, device: device ?? 'cpu' })),
      ...(classOutput !== undefined && { classLayer: classOutput }), run, dispose: () => session.dispose(),
    };
  } catch (error) {
    await session.dispose();
    throw error;
  }
}

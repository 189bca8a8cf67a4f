import path from 'node:path';
import { decodeQueries, encodeContext, groupPairs, contextArrays, type ConditionTensors, type Encoded, type Model, type PairTensors } from '@inrflow/core';
import { makeFolder, writeFileAtomically } from '@inrflow/core/node';
import { backendOf, chooseDevice, toOnnx, type Device, type RuntimeDevice } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import { UsageError } from '../errors.js';
import { locateCheckpoint } from '../model/locate.js';
import { openModel } from '../model/openModel.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { megabytes } from '../words.js';
import { checkWritable } from '../writable.js';
import { largestDifference } from './verify.js';

/** Options of `inrflow export`. */
export interface ExportOptions {
  /** File, run folder or shipped model; the default model if absent. */
  checkpoint?: string;
  /** The plug-in for the checkpoint, if it is neither part of the command nor a dependency of the project. */
  modality?: string;
  /** Folder for the models. */
  out: string;
  /** Whether to use only operators of the ONNX standard. */
  portable: boolean;
  /** The device that will run the models. */
  device: Device;
}

/** Names of inputs and outputs in the models. */
const ENCODER = { inputs: { '0.coordinates': 'coordinates', '0.values': 'values', '0.mask': 'mask', '1.time': 'time', '1.label': 'label' }, outputs: { 'output.latents': 'latents', 'output.vector': 'vector' } } as const;
const DECODER = { inputs: { '0.latents': 'latents', '0.vector': 'vector', '1.coordinates': 'coordinates', '1.values': 'values' }, output: 'output.value' } as const;

/** The name of the decoder's output: what the network predicts. */
export const outputName = ({ network }: Pick<Model, 'network'>) => (network.denoises ? 'denoised' : 'velocity');

/** The largest difference from the library that counts as equal, relative to the largest number. */
const TOLERANCE = 1e-4;
/** The same, between a device and the CPU. */
const DEVICE_TOLERANCE = 1e-2;

/** The two models of a network, weights inside: the batch is one sample, the number of queries any. */
export function modelsOf(model: Model, portable: boolean, device: RuntimeDevice = 'cpu'): { encoder: Uint8Array; decoder: Uint8Array } {
  const { network, parameters, classes } = model;
  const { latents, width } = network.config;
  const { coordinateChannels, valueChannels } = network.modality;
  const tensors = () => Object.fromEntries(Object.entries(parameters).map(([name, { data, shape }]) => [name, tf.tensor(data, shape)]));
  const { coordinates, values, mask } = contextLayout(model);
  // If coordinates have no channels, the models do not have that input.
  const hasPlaces = coordinateChannels > 0;
  const placed = (pairs: PairTensors): PairTensors => (hasPlaces ? pairs : { ...pairs, coordinates: pairs.values });
  const context = { ...(hasPlaces && { coordinates: { shape: coordinates.shape } }), values: { shape: values.shape }, ...(mask && { mask: { shape: mask.shape } }) };
  const condition = { time: { shape: [1] }, ...(classes.length > 0 && { label: { shape: [1], dtype: 'int32' as const } }) };
  const named = (names: Readonly<Record<string, string>>, used: (path: string) => boolean) => Object.fromEntries(Object.entries(names).filter(([name]) => used(name)));
  const encoder = toOnnx(
    (pairs: PairTensors, given: ConditionTensors): Encoded => encodeContext(network, tensors(), placed(pairs), given), [context, condition] as never,
    { portable, device, outputNames: ENCODER.outputs, inputNames: named(ENCODER.inputs, (name) => ({ '0.coordinates': hasPlaces, '0.mask': mask !== undefined, '1.label': classes.length > 0 })[name] ?? true) });
  const decoder = toOnnx(
    (encoded: Encoded, query: PairTensors): tf.Tensor => decodeQueries(network, tensors(), encoded, placed(query)),
    [{ latents: { shape: [1, latents, width] }, vector: { shape: [1, width] } },
      { ...(hasPlaces && { coordinates: { shape: [1, 'queries', coordinateChannels] } }), values: { shape: [1, 'queries', valueChannels] } }] as never,
    { portable, device, inputNames: named(DECODER.inputs, (name) => name !== '1.coordinates' || hasPlaces), outputNames: { [DECODER.output]: outputName(model) } });
  return { encoder, decoder };
}

/**
 * The layout of the training coordinates in the encoder's input.
 *
 * @throws UsageError if the assignment of pairs to latents depends on their values, so that there is no fixed layout
 */
export function contextLayout({ kind, settings, network }: Pick<Model, 'kind' | 'settings' | 'network'>) {
  const { one, many, pairs } = kind.words;
  if (network.modality.assignmentFollowsValues && network.config.encoder !== 'perceiver') {
    throw new UsageError(`a model of ${kind.name} with the ${network.config.encoder} encoder reassigns its pairs at each step, which an exported model cannot do: export one with the perceiver encoder`);
  }
  if (!kind.places) throw new UsageError(`the ${pairs} of each ${one} differ from sample to sample, so a model of ${many} has no fixed layout: it cannot be exported`);
  const context = kind.places(settings, kind.points(settings.data));
  const grouping = groupPairs(network.config, network.modality, network.pseudoCoordinates)({ ...context, values: new Float32Array(context.points * network.modality.valueChannels) });
  return { ...contextArrays([{ ...context, values: new Float32Array(context.points * network.modality.valueChannels) }], [grouping]), grouping };
}

function description(model: Model, portable: boolean) {
  const { kind, settings, classes, network, progress } = model;
  const { latents, width } = network.config;
  const { coordinateChannels, valueChannels } = network.modality;
  const { coordinates, values, mask, grouping } = contextLayout(model);
  return {
    encoder: {
      file: 'encoder.onnx', purpose: 'The state of the context at a time → latents. Run it once per velocity.',
      inputs: {
        ...(coordinateChannels > 0 && { coordinates: { type: 'float32', shape: coordinates.shape, meaning: `${kind.meaning.coordinate}, by latent` } }),
        values: { type: 'float32', shape: values.shape, meaning: `the current noisy ${kind.meaning.value}, of the same places` },
        ...(mask && { mask: { type: 'float32', shape: mask.shape, meaning: '1 for a pair, 0 for padding' } }),
        time: { type: 'float32', shape: [1], meaning: '0 is noise, 1 is data' },
        ...(classes.length > 0 && { label: { type: 'int32', shape: [1], meaning: `index into classes; ${classes.length} for no class` } }),
      },
      outputs: { latents: { type: 'float32', shape: [1, latents, width] }, vector: { type: 'float32', shape: [1, width] } },
    },
    decoder: {
      file: 'decoder.onnx', purpose: `The ${network.denoises ? 'denoised values' : 'velocity'} at any number of places.`,
      inputs: {
        latents: { type: 'float32', shape: [1, latents, width] }, vector: { type: 'float32', shape: [1, width] },
        ...(coordinateChannels > 0 && { coordinates: { type: 'float32', shape: [1, 'queries', coordinateChannels], meaning: kind.meaning.coordinate } }),
        values: { type: 'float32', shape: [1, 'queries', valueChannels], meaning: `the current noisy ${kind.meaning.value}` },
      },
      outputs: {
        [outputName(model)]: {
          type: 'float32', shape: [1, 'queries', valueChannels],
          meaning: network.denoises ? "the values without noise, d; with α and σ of the path at this time, velocity = α'·d + σ'·(value − α·d) / σ, which is (d − value) / (1 − time) on the linear path" : 'd value / d time',
        },
      },
    },
    operators: portable ? 'ONNX opset 17' : 'ONNX opset 17, and com.microsoft ones of ONNX Runtime',
    /** The index of the context's pair at each position of the encoder's inputs. */
    pairs: Array.from(grouping.indices), data: settings.data, classes, path: settings.training.path, sampling: settings.sampling, trained: progress,
  };
}

/** Writes a checkpoint as two ONNX models, after checking them against the library: see docs/cli.md. */
export async function exportModel({ checkpoint, modality, out, portable, device: wanted }: ExportOptions, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  await checkWritable('--out', out, true);
  const file = locateCheckpoint(checkpoint);
  const model = await openModel(file, modality);
  const device = await chooseDevice(wanted);
  if (backendOf(device) !== undefined) throw new UsageError(`--device ${device}: TensorFlow.js does not run ONNX models; expected a device of ONNX Runtime`);
  const models = modelsOf(model, portable, device as RuntimeDevice);
  const points = model.kind.points(model.settings.data);
  for (const queries of [points, 2 * Math.floor(Math.sqrt(points)) + 1]) {
    const { absolute, relative } = await largestDifference(model, models, queries, device as RuntimeDevice);
    terminal.out(`${queries} queries: largest difference from the library ${absolute.toExponential(1)} (${relative.toExponential(1)} of the largest velocity)`);
    const tolerance = device === 'cpu' ? TOLERANCE : DEVICE_TOLERANCE;
    if (!(relative <= tolerance)) throw new Error(`${file}: the exported model${device === 'cpu' ? '' : ` on ${device}`} differs from the library by ${relative} of the largest velocity, more than ${tolerance}: nothing was written`);
  }
  await makeFolder(out);
  const write = async (name: string, bytes: Uint8Array) => {
    await writeFileAtomically(path.join(out, name), bytes);
    terminal.out(`${path.join(out, name)}  ${megabytes(bytes.length)}`);
  };
  await write('encoder.onnx', models.encoder);
  await write('decoder.onnx', models.decoder);
  await write('model.json', Buffer.from(`${JSON.stringify(description(model, portable), null, 2)}\n`));
}

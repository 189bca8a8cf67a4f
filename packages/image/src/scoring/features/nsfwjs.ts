import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createSession, toOnnx, type Device, type Session } from '@inrflow/onnx';
import type * as tf from '@tensorflow/tfjs';
import type { FeatureNetwork } from './featureNetwork.js';
import { hashOf } from './hashes.js';
import { sessionRunner } from './onnxNetwork.js';
import { filterText, rangeToMoments, valueRangeText, type Preprocessing } from './preprocessing.js';
import type { ResizeFilter } from './filters.js';

/** Networks that need no download: classifiers inside the npm package nsfwjs, here for the features below their classes. */
export const NSFWJS_NETWORKS = {
  'nsfwjs/inception-v3': { title: 'Inception-v3', folder: 'inception_v3', size: 299 },
  'nsfwjs/mobilenet-v2': { title: 'MobileNet-v2', folder: 'mobilenet_v2', size: 224 },
} as const;
/** One of {@link NSFWJS_NETWORKS}. */
export type NsfwjsNetworkName = keyof typeof NSFWJS_NETWORKS;

/** Contents of the package's files of a model. */
interface BundledModel {
  modelTopology: object;
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
}

/** Bump this whenever a change of the conversion changes the features. */
const CONVERSION = 1;

/**
 * The folder and version of the installed package.
 *
 * @throws RangeError that says how to install it, if it is missing
 */
async function findPackage(name: string): Promise<{ folder: string; version: string; load: NodeJS.Require }> {
  const load = createRequire(import.meta.url);
  try {
    // The package does not export its package.json, so find its root from the entry, which lies in dist/cjs.
    const folder = path.resolve(path.dirname(load.resolve('nsfwjs')), '..', '..');
    const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version, load };
  } catch (error) {
    throw new RangeError(`the feature network ${name} is in the package 'nsfwjs', which is not installed: npm install nsfwjs (or give an ONNX file with --features)`, { cause: error });
  }
}

/** The layers of the package's model up to the mean over all positions, on `[1, size, size, 3]` in [0, 1], as ONNX. */
async function convert(name: NsfwjsNetworkName, { folder, version, load }: Awaited<ReturnType<typeof findPackage>>): Promise<Uint8Array> {
  const { folder: model, size } = NSFWJS_NETWORKS[name];
  const bundle = (file: string): unknown => load(path.join(folder, 'dist', 'models', model, `${file}.min.js`));
  try {
    const { modelTopology, weightsManifest } = bundle('model') as BundledModel;
    const weights = Buffer.concat(weightsManifest.flatMap(({ paths }) => paths.map((file) => Buffer.from(bundle(file) as string, 'base64'))));
    const weightData = weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length) as ArrayBuffer;
    // A peer dependency of nsfwjs, so it is installed if nsfwjs is; it registers its layers with our copy of the core.
    const { loadLayersModel, model: modelOf } = await import('@tensorflow/tfjs');
    const layers = await loadLayersModel({ load: async () => ({ modelTopology, weightSpecs: weightsManifest.flatMap((group) => group.weights), weightData }) });
    const pooled = layers.layers.find((layer) => layer.getClassName() === 'Flatten')!.output as tf.SymbolicTensor;
    const trunk = modelOf({ inputs: layers.inputs, outputs: pooled });
    try {
      return toOnnx((pictures: tf.Tensor) => trunk.apply(pictures) as tf.Tensor, [{ shape: [1, size, size, 3] }], { outputNames: { 'output.value': 'features' } });
    } finally {
      layers.dispose();
    }
  } catch (error) {
    throw new Error(`the feature network ${name} cannot be read from nsfwjs ${version} (${folder}); 4.3 and 4.4 are known to work: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * A network of the package nsfwjs, whose features are the mean over all positions of the last convolutional layer. It is loaded and
 * compiled to ONNX at the first picture. Neither network is the one that defines FID, so no score of theirs is called FID; nor is
 * there an Inception score, since their five classes say too little about pictures.
 *
 * @throws RangeError if nsfwjs is not installed
 */
export async function openNsfwjsNetwork(name: NsfwjsNetworkName, { filter = 'auto', threads, device }: { filter?: ResizeFilter; threads?: number; device?: Device } = {}): Promise<FeatureNetwork> {
  const { title, size } = NSFWJS_NETWORKS[name];
  const installed = await findPackage(name);
  const preprocessing: Preprocessing = { size, filter, ...rangeToMoments([0, 1]), layout: 'nhwc' };
  let opening: Promise<Session> | undefined;
  let run: FeatureNetwork['run'] | undefined;
  return {
    protocol: {
      network: `nsfwjs ${title}`, weights: `nsfwjs ${installed.version}`, layer: 'global average pool', inputSize: size,
      resizeFilter: filterText(filter), valueRange: valueRangeText(preprocessing),
    },
    identity: hashOf(JSON.stringify({ name, version: installed.version, CONVERSION, preprocessing, device: device ?? 'cpu' })),
    async run(picture) {
      opening ??= convert(name, installed).then((model) => createSession(model, { threads, device }));
      const session = await opening;
      run ??= sessionRunner(session, { preprocessing, output: 'features' });
      return run(picture);
    },
    dispose: async () => (await opening)?.dispose(),
  };
}

import { labelsByName, makeSamples, samplingWords, wishesOf, type EvaluateOptions, type Evaluation, type Host, type Model, type ProcessGroup } from '@inrflow/core';
import { scoreImages, type ImageScores, type Score } from '@inrflow/metrics';
import type { ImageData, ImageModel } from '../kind/index.js';
import type { Picture } from '../pictures/index.js';
import { defaultCacheFolder, featuresOf, openFeatureNetwork, type FeatureNetwork, type PictureFeatures, type Pictures } from './features/index.js';
import type { ImageScoringOptions } from './fields.js';
import { openPictures, openTrainingPictures } from './pictureSets.js';

type Options = EvaluateOptions & ImageScoringOptions;
type ImageModelOf = Model<ImageData, ImageModel, Picture>;

/** Fewest pictures of each set: density and coverage look at the fifth neighbour, and KID at halves. */
const FEWEST = 10;

/** How sets of pictures are scored. */
export interface ScorePicturesOptions {
  /** What the references are, in words. */
  referenceSet: string;
  seed: number;
  /** Folders that cache features, of the references and of the samples; none by default. */
  cache?: { references?: string; samples?: string };
  signal?: AbortSignal;
  /** Processes that share the work of making features. */
  processes?: ProcessGroup;
  onProgress?: (text: () => string) => void;
}

/**
 * Scores pictures against references by a network's features. KID's subsets are half of the pictures, 1 000 at most. Fewer pictures
 * than features are accepted, and the protocol says so.
 */
export async function scorePictures(samples: Pictures, references: Pictures, network: FeatureNetwork, { referenceSet, seed, cache, signal, processes, onProgress }: ScorePicturesOptions): Promise<{ scores: ImageScores; /** Why pictures were left out, one message each. */ skipped: string[] }> {
  const features = (pictures: Pictures, name: 'samples' | 'references') => {
    return featuresOf(pictures, network, {
      cache: cache?.[name], signal, processes,
      onProgress: ({ done, total, cached }) => onProgress?.(() => `features of ${name}: ${done} of ${total}${cached ? `, ${cached} known` : ''}`),
    });
  };
  const real = await features(references, 'references');
  const made = await features(samples, 'samples');
  const count = (of: PictureFeatures) => of.features.values.length / of.features.dimensions;
  const fewest = Math.min(count(made), count(real));
  const skipped = [...real.skipped, ...made.skipped];
  if (skipped.length > 0) checkCount(fewest, `${skipped.length} could not be read: ${skipped[0]}`);
  const scores = await scoreImages(made.features, real.features, {
    protocol: {
      ...network.protocol, referenceFingerprint: real.fingerprint,
      ...(fewest < real.features.dimensions && { fewerPicturesThanFeatures: true }),
    },
    referenceSet, seed, subsetSize: Math.min(1000, Math.floor(fewest / 2)), allowFewerSamples: true, signal,
    ...(made.classOutputs && { classOutputs: made.classOutputs, splits: Math.min(10, Math.floor(count(made) / 2)) }),
    onProgress: ({ score, done }) => onProgress?.(() => `${score}: ${Math.round(100 * done)} %`),
  });
  return { scores, skipped };
}

/** The two sets, and descriptions of them. */
interface Sets {
  samples: Pictures;
  references: Pictures;
  about: { samples: string; references: string };
  /** Why pictures were left out already, one message each. */
  skipped: readonly string[];
  close(): Promise<void>;
}

function checkCount(count: number, of: string): void {
  if (count < FEWEST) throw new RangeError(`scores of pictures need at least ${FEWEST} of each set, not ${count} (${of})`);
}

/** Samples of a model: for each reference, one of its class. */
async function ofModel(model: ImageModelOf, options: Options, host: Host): Promise<Sets> {
  const { kind, settings, classes } = model;
  const part = options.part ?? (settings.data.heldOut > 0 ? 'held-out' : 'all');
  const references = await openTrainingPictures(settings.data, { path: options.reference, part, count: options.count });
  try {
    const where = `${part} pictures of ${options.reference ?? settings.data.path}`;
    checkCount(references.length, where);
    const wishes = wishesOf(labelsByName(references.classes, classes));
    let made = 0;
    const values = await makeSamples(model, wishes, {
      seed: options.seed, threads: options.threads, device: options.device, signal: host.signal, batch: 16,
      onDone: ({ length }) => host.progress(() => `${(made += length)} of ${wishes.length} samples`),
    });
    const samples = values.map((each) => kind.sampleOf(each, settings));
    const how = samplingWords(settings.sampling, classes.length > 0);
    const size = settings.data.size!;
    return { samples, references, about: { samples: `${samples.length} of the model (${how})`, references: `${references.length} of ${references.available} ${where}, ${size}×${size}` }, skipped: references.skipped, close: references.close };
  } catch (error) {
    await references.close();
    throw error;
  }
}

/** Pictures of two folders, as they are. */
async function ofFiles(folder: string, { reference, part, count }: Options & { reference: string }): Promise<Sets> {
  if (part !== undefined && part !== 'all') throw new RangeError(`--part ${part} is for models, whose training held pictures out: a folder is taken whole`);
  const samples = await openPictures(folder, count);
  const references = await openPictures(reference, count).catch(async (error: unknown) => {
    await samples.close();
    throw error;
  });
  const close = async () => void (await Promise.all([samples.close(), references.close()]));
  if (samples.length !== references.length) {
    await close();
    throw new RangeError(`'${folder}' holds ${samples.available} pictures and '${reference}' ${references.available}: scores need as many of both; give --count ${Math.min(samples.available, references.available)}`);
  }
  checkCount(samples.length, folder);
  return { samples, references, about: { samples: `${samples.length} of ${samples.available} pictures of ${folder}`, references: `${references.length} of ${references.available} pictures of ${reference}` }, skipped: [], close };
}

const BEST: Readonly<Record<string, string>> = { lower: '0', higher: '1' };

/** The scores as lines of a table. */
export function imageScoreRows(scores: ImageScores): string[][] {
  const { frechetDistance, kernelDistance, inceptionScore, precision, recall, density, coverage } = scores;
  const row = ({ name, value, standardDeviation, better }: Score, best = BEST[better]) =>
    [name, `${value.toPrecision(4)}${standardDeviation === undefined ? '' : ` ± ${standardDeviation.toPrecision(2)}`}`, best];
  return [['score', 'value', 'best'], row(frechetDistance), row(kernelDistance), ...[precision, recall, density, coverage].map((each) => row(each)),
    ...(inceptionScore ? [row(inceptionScore, String(inceptionScore.protocol.classes))] : [])];
}

async function score(open: () => Promise<Sets>, options: Options, isModel: boolean, { signal, progress, processes }: Host): Promise<Evaluation> {
  let network: FeatureNetwork | undefined;
  let sets: Sets | undefined;
  try {
    network = await openFeatureNetwork(options);
    sets = await open();
    const folder = options.noCache ? undefined : (options.cache ?? defaultCacheFolder());
    const { scores, skipped } = await scorePictures(sets.samples, sets.references, network, {
      referenceSet: sets.about.references, seed: options.seed, signal, processes, onProgress: progress,
      // A model's samples change with every step of training, so caching their features would not pay.
      cache: { references: folder, ...(!isModel && { samples: folder }) },
    });
    const { network: name, weights, layer, inputSize, resizeFilter, valueRange, dimensions, samples, references, seed } = scores.protocol;
    return {
      about: sets.about, skipped: [...sets.skipped, ...skipped], scores, table: imageScoreRows(scores),
      lines: [
        `features: ${name} (${layer}; ${dimensions} features; weights ${weights}), input ${inputSize}×${inputSize} in ${valueRange}, resized by ${resizeFilter}`,
        `${samples} samples, ${references} references, seed ${seed}, KID of ${scores.kernelDistance.protocol.subsets} subsets of ${scores.kernelDistance.protocol.subsetSize}`,
      ],
      notes: scores.protocol.fewerPicturesThanFeatures ? [`fewer pictures (${samples}) than features (${dimensions}): the Fréchet distance is too large, and compares only at equal counts`] : [],
    };
  } finally {
    await sets?.close();
    await network?.dispose();
  }
}

/** Scores a model of pictures against references by a network's features. @throws RangeError if there are too few pictures, or the network does not fit */
export async function scoreModel(model: ImageModelOf, options: Options, host: Host): Promise<Evaluation> {
  return score(() => ofModel(model, options, host), options, true, host);
}

/** Scores a folder, an archive or an array of pictures against another: see {@link scoreModel}. @throws RangeError if there are too few pictures, or not as many of both */
export async function scoreFiles(samples: string, options: Options & { reference: string }, host: Host): Promise<Evaluation> {
  return score(() => ofFiles(samples, options), options, false, host);
}

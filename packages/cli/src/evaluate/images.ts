import { writeFileAtomically } from '@inrflow/core/node';
import { scoreImages, type ImageScores, type Score } from '@inrflow/metrics';
import type { ResolvedImageConfig } from '../config/types.js';
import { InterruptedError, UsageError } from '../errors.js';
import { defaultCacheFolder, featuresOf, openFeatureNetwork, type FeatureNetwork, type FeatureOptions, type PictureFeatures, type Pictures } from '../features/index.js';
import type { Model } from '../model/checkpoint.js';
import type { Terminal } from '../terminal.js';
import { duration, tableOf } from '../words.js';
import { samplingWords } from '../sample/solve.js';
import type { EvaluateOptions } from './options.js';
import { labelsOfReferences } from './labelsOfReferences.js';
import { progressNotes } from './progressNotes.js';
import { tellSkipped } from './tellSkipped.js';
import { makePictures, openPictures, openTrainingPictures } from './pictureSets.js';

/** What `inrflow evaluate` is told of pictures. */
export interface EvaluateImagesOptions extends Pick<EvaluateOptions, 'reference' | 'part' | 'count' | 'seed' | 'threads' | 'device' | 'out'>, FeatureOptions {
  /** Folder for features of pictures, kept from run to run; false for none. */
  cache?: string | false;
}

/** Fewest pictures of each set: density and coverage look at the fifth neighbour, and KID at halves. */
const FEWEST = 10;

/** How sets of pictures are scored. */
export interface ScorePicturesOptions {
  /** What the references are, in words. */
  referenceSet: string;
  seed: number;
  /** Folders of features: that of the references, and that of the samples; none by default. */
  cache?: { references?: string; samples?: string };
  signal?: AbortSignal;
  onProgress?: (text: () => string) => void;
}

/**
 * Scores of pictures against references by a network's features. KID's subsets are half of the pictures, 1 000 at most; fewer pictures
 * than features are taken, and the protocol says so.
 */
export async function scorePictures(samples: Pictures, references: Pictures, network: FeatureNetwork, { referenceSet, seed, cache, signal, onProgress }: ScorePicturesOptions): Promise<{ scores: ImageScores; /** Why pictures were left out, one message each. */ skipped: string[] }> {
  const features = (pictures: Pictures, name: 'samples' | 'references') => {
    const begun = performance.now();
    return featuresOf(pictures, network, {
      cache: cache?.[name], signal,
      onProgress: ({ done, total, cached }) => onProgress?.(() => `features of ${name}: ${done} of ${total}${cached ? `, ${cached} known` : ''}, ${duration((performance.now() - begun) / 1000)}`),
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

/** The two sets, and what they are in words. */
interface Sets {
  samples: Pictures;
  references: Pictures;
  about: { samples: string; references: string };
  /** Why pictures were left out already, one message each. */
  skipped: readonly string[];
  close(): Promise<void>;
}

function checkCount(count: number, of: string): void {
  if (count < FEWEST) throw new UsageError(`scores of pictures need at least ${FEWEST} of each set, not ${count} (${of})`);
}

/** Samples of a model, one of the class of each reference. */
async function ofCheckpoint(file: string, model: Model, config: ResolvedImageConfig, options: EvaluateImagesOptions, terminal: Terminal): Promise<Sets> {
  const part = options.part ?? (config.data.heldOut > 0 ? 'held-out' : 'all');
  const references = await openTrainingPictures(config, { path: options.reference, part, count: options.count });
  try {
    const where = `${part} pictures of ${options.reference ?? config.data.path}`;
    checkCount(references.length, where);
    const labels = labelsOfReferences(references.classes, model);
    const note = progressNotes(terminal);
    const begun = performance.now();
    const samples = await makePictures(model, labels, {
      seed: options.seed, threads: options.threads, device: options.device, signal: terminal.signal,
      onProgress: (done) => note(() => `${done} of ${labels.length} samples, ${duration((performance.now() - begun) / 1000)}`),
    });
    const { size } = config.data;
    const how = samplingWords(config.sampling, model.classes.length > 0);
    return { samples, references, about: { samples: `${samples.length} of ${file} (${how})`, references: `${references.length} of ${references.available} ${where}, ${size}×${size}` }, skipped: references.skipped, close: references.close };
  } catch (error) {
    await references.close();
    throw error;
  }
}

/** Pictures of two folders, as they are. */
async function ofFolder(folder: string, { reference, part, count }: EvaluateImagesOptions): Promise<Sets> {
  if (reference === undefined) throw new UsageError('evaluate of a folder needs the pictures to compare with: --reference PATH');
  if (part !== undefined && part !== 'all') throw new UsageError(`--part ${part} is for models, whose training held pictures out: a folder is taken whole`);
  const samples = await openPictures(folder, count);
  const references = await openPictures(reference, count).catch(async (error: unknown) => {
    await samples.close();
    throw error;
  });
  const close = async () => void (await Promise.all([samples.close(), references.close()]));
  if (samples.length !== references.length) {
    await close();
    throw new UsageError(`'${folder}' holds ${samples.available} pictures and '${reference}' ${references.available}: scores need as many of both; give --count ${Math.min(samples.available, references.available)}`);
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

/**
 * Scores a model of pictures, or a folder of pictures, against references by a network's features: see docs/cli.md.
 *
 * @param model the model in `file`, where it is a checkpoint; else `file` is a folder, an archive or an array of pictures
 * @throws UsageError where there are too few pictures or not as many of both, or the network does not fit
 */
export async function evaluateImages(file: string, model: Model | undefined, options: EvaluateImagesOptions, terminal: Terminal): Promise<void> {
  const begun = performance.now();
  if (model && model.config.modality !== 'image') throw new UsageError(`${file}: makes no pictures`);
  let network: FeatureNetwork | undefined;
  let sets: Sets | undefined;
  try {
    network = await openFeatureNetwork(options);
    sets = model ? await ofCheckpoint(file, model, model.config as ResolvedImageConfig, options, terminal) : await ofFolder(file, options);
    const folder = options.cache === false ? undefined : (options.cache ?? defaultCacheFolder());
    const { scores, skipped: unread } = await scorePictures(sets.samples, sets.references, network, {
      referenceSet: sets.about.references, seed: options.seed, signal: terminal.signal, onProgress: progressNotes(terminal),
      // Samples of a model are other ones after the next step of training.
      cache: { references: folder, ...(!model && { samples: folder }) },
    });
    const skipped = [...sets.skipped, ...unread];
    tellSkipped(skipped, 'pictures', terminal);
    if (options.out) await writeFileAtomically(options.out, Buffer.from(`${JSON.stringify({ ...sets.about, ...(skipped.length > 0 && { skipped }), scores }, null, 2)}\n`));
    const { network: name, weights, layer, inputSize, resizeFilter, valueRange, dimensions, samples, references, seed } = scores.protocol;
    terminal.out(`${sets.about.samples}, against ${sets.about.references}`);
    terminal.out(`features: ${name} (${layer}; ${dimensions} features; weights ${weights}), input ${inputSize}×${inputSize} in ${valueRange}, resized by ${resizeFilter}`);
    terminal.out(`${samples} samples, ${references} references, seed ${seed}, KID of ${scores.kernelDistance.protocol.subsets} subsets of ${scores.kernelDistance.protocol.subsetSize}`);
    terminal.out(tableOf(imageScoreRows(scores)));
    if (scores.protocol.fewerPicturesThanFeatures) terminal.note(`fewer pictures (${samples}) than features (${dimensions}): the Fréchet distance is too large, and compares only at equal counts`);
    terminal.note(`scored in ${duration((performance.now() - begun) / 1000)}${options.out ? `: ${options.out}` : ''}`);
  } catch (error) {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    throw error;
  } finally {
    await sets?.close();
    await network?.dispose();
  }
}

import { labelsByName, makeSamples, wishesOf, type EvaluateOptions, type Evaluation, type Host, type Model } from '@inrflow/core';
import { scoreSounds, type SoundScores } from '@inrflow/metrics';
import type { AudioAsk, AudioData, AudioModel } from '../kind/index.js';
import type { Sound } from '../sounds/index.js';
import { gaussianMoments, jitteredCopies } from './baselines.js';
import type { AudioScoringOptions } from './fields.js';
import { monoOf, readSounds } from './soundSets.js';

type Options = EvaluateOptions & AudioScoringOptions;
type AudioModelOf = Model<AudioData, AudioModel, Sound, AudioAsk>;

const HEAD = ['sounds', 'Fréchet, log-mel (low)', 'to nearest reference (low)', 'MMD (low)', 'COV (high)', '1-NNA (50 %)'];
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const rowOf = (name: string, scores: SoundScores): string[] => [
  name, scores.frechetDistance.value.toPrecision(4), scores.nearestReference.value.toPrecision(4), scores.minimumMatchingDistance.value.toPrecision(4), percent(scores.coverage.value),
  scores.nearestNeighbourAccuracy ? percent(scores.nearestNeighbourAccuracy.value) : '-',
];

const LINES = ['distances: multi-resolution STFT, frames of 64, 256 and 1024 samples; Fréchet distance of log-mel statistics (mean and deviation over time of 16 bands)'];

/**
 * Scores a model of sounds, with one sample of the class of each reference, and two baselines beside it: training sounds played up to 5 % faster or slower, and noise with each class's mean and
 * deviation at every moment.
 *
 * @throws RangeError if there are too few sounds, or training held nothing out
 */
export async function scoreModel(model: AudioModelOf, options: Options, { signal, progress }: Host): Promise<Evaluation> {
  const { kind, settings, classes } = model;
  const { data } = settings;
  const { path: own = '', heldOut, ...preparation } = data;
  const part = options.part ?? (heldOut > 0 ? 'held-out' : 'all');
  if (part !== 'all' && heldOut === 0) throw new RangeError(`--part ${part}: training held nothing out (data.heldOut 0); expected --part all`);
  const file = options.reference ?? own;
  const advice = options.reference === undefined ? ': the data of this run are not here; name sounds to compare with by --reference' : '';
  const references = await readSounds(file, { ...preparation, ...(part !== 'all' && { split: { heldOut, part } }) }, { count: options.count, advice });
  const wishes = wishesOf(labelsByName(references.classes, classes));
  let made = 0;
  const values = await makeSamples(model, wishes, {
    seed: options.seed, threads: options.threads, device: options.device, signal,
    onDone: ({ length }) => progress(() => `${(made += length)} of ${wishes.length} samples`),
  });
  const samples = values.map((each) => monoOf(kind.sampleOf(each, settings).channels));
  const training = await readSounds(file, { ...preparation, ...(heldOut > 0 && options.reference === undefined && { split: { heldOut, part: 'train' as const } }) }, { advice });
  const score = (sounds: readonly Float32Array[]) => scoreSounds(sounds, references.sounds, { rate: data.rate, referenceSet: `${part} sounds of ${file}` });
  const scores = {
    model: score(samples),
    jitteredCopies: score(jitteredCopies(training, references.classes, options.seed)),
    gaussianMoments: score(gaussianMoments(training, references.classes, options.seed)),
  };
  return {
    about: { samples: `${samples.length} of the model`, references: `${references.sounds.length} ${part} sounds of ${file}, at ${data.rate} Hz; seed ${options.seed}` },
    lines: LINES,
    table: [HEAD, rowOf('the model', scores.model), rowOf('training sounds, 5 % faster or slower', scores.jitteredCopies), rowOf('Gaussian noise, by class and moment', scores.gaussianMoments)],
    notes: references.sounds.length < 50 ? [`${references.sounds.length} references are few: another seed gives other scores`] : [],
    skipped: [...references.skipped, ...training.skipped.filter((message) => !references.skipped.includes(message))],
    scores,
  };
}

/** Scores sounds of a folder or an archive against others, all brought to one rate and length. @throws RangeError if there are fewer than two of either */
export async function scoreFiles(samples: string, { reference, rate = 8000, length = 4096, count, seed }: Options & { reference: string }): Promise<Evaluation> {
  const options = { rate, length, labels: 'none' as const };
  const [made, real] = [await readSounds(samples, options, { count }), await readSounds(reference, options, { count })];
  const scores = scoreSounds(made.sounds, real.sounds, { rate, referenceSet: reference });
  return {
    about: { samples: `${made.sounds.length} of ${samples}`, references: `${real.sounds.length} of ${reference}, at ${rate} Hz, ${length} samples from the onset; seed ${seed}` },
    lines: LINES, table: [HEAD, rowOf(samples, scores)], skipped: [...made.skipped, ...real.skipped], scores,
    notes: scores.nearestNeighbourAccuracy ? [] : ['1-NNA needs as many of both; give --count'],
  };
}

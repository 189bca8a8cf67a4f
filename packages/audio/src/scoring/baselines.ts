import { normalValues, uniformValues } from '@inrflow/core';
import { resample } from '../sounds/index.js';
import type { SoundSet } from './soundSets.js';

/** Copies are played at a speed between 1 / this and this. */
const JITTER = 1.05;

/** The sounds of each class, by its name; all under undefined if there are no classes. */
function byClass({ sounds, classes }: Pick<SoundSet, 'sounds' | 'classes'>): Map<string | undefined, Float32Array[]> {
  const groups = new Map<string | undefined, Float32Array[]>();
  sounds.forEach((sound, i) => groups.set(classes[i], [...(groups.get(classes[i]) ?? []), sound]));
  return groups;
}

/**
 * Samples of a hypothetical model that has memorized its training set: for each wanted class a training sound of it, played up to 5 % faster or slower; every sound is used once before any is reused.
 *
 * @param wanted class of each sample
 */
export function jitteredCopies(training: SoundSet, wanted: readonly (string | undefined)[], seed: number): Float32Array[] {
  const groups = byClass(training);
  const taken = new Map<string | undefined, number>();
  return wanted.map((name, i) => {
    const group = groups.get(name) ?? training.sounds;
    const at = taken.get(name) ?? 0;
    taken.set(name, at + 1);
    const [draw] = uniformValues({ seed, stream: 'jittered copies', sample: i }, 1);
    const sound = group[at % group.length];
    return resample(sound, { from: JITTER ** (2 * draw - 1), to: 1, length: sound.length });
  });
}

/**
 * Samples of a hypothetical model that knows only each class's mean and deviation at every moment: normal noise with these.
 *
 * @param wanted class of each sample
 */
export function gaussianMoments(training: SoundSet, wanted: readonly (string | undefined)[], seed: number): Float32Array[] {
  const groups = byClass(training);
  return wanted.map((name, i) => {
    const group = groups.get(name) ?? training.sounds;
    const noise = normalValues({ seed, stream: 'Gaussian moments', sample: i }, group[0].length);
    return noise.map((x, k) => {
      let [sum, squares] = [0, 0];
      for (const sound of group) {
        sum += sound[k];
        squares += sound[k] ** 2;
      }
      const mean = sum / group.length;
      return mean + x * Math.sqrt(Math.max(0, squares / group.length - mean * mean));
    });
  });
}

import { frechetDistance } from '../features/frechet.js';
import type { Features } from '../features/checkFeatures.js';
import type { Protocol, Score } from '../scores/score.js';
import { coverage, minimumMatchingDistance, nearestNeighbourAccuracy, type DistanceMatrix } from '../sets/index.js';
import { logMelStatistics } from './logMelStatistics.js';
import { multiResolutionDistance, RESOLUTIONS, spectralViews, type SpectralViews } from './multiResolutionDistance.js';

/** Options of {@link scoreSounds}. */
export interface ScoreSoundsOptions {
  /** Samples per second, of all sounds. */
  rate: number;
  /** Names the reference set; part of the protocol. */
  referenceSet: string;
}

/** Scores of a set of sounds against references. */
export interface SoundScores {
  /** Fréchet distance of the sounds' {@link logMelStatistics}. */
  frechetDistance: Score;
  /** Mean over samples of the multi-resolution STFT distance to the nearest reference. */
  nearestReference: Score;
  /** Mean over references of the same distance to the nearest sample: MMD. */
  minimumMatchingDistance: Score;
  /** COV: share of references that are the nearest of some sample, in (0, 1]. */
  coverage: Score;
  /** Absent if the numbers of samples and references differ. */
  nearestNeighbourAccuracy?: Score;
}

/** Bands of the statistics, and samples of their frames. */
const STATISTICS = { bands: 16, size: 256 } as const;

const matrixOf = (rows: readonly SpectralViews[], columns: readonly SpectralViews[]): DistanceMatrix => ({
  rows: rows.length, columns: columns.length,
  values: Float64Array.from({ length: rows.length * columns.length }, (_, i) => multiResolutionDistance(rows[Math.floor(i / columns.length)], columns[i % columns.length])),
});

function statisticsOf(sounds: readonly ArrayLike<number>[], rate: number): Features {
  const dimensions = 2 * STATISTICS.bands;
  const values = new Float64Array(sounds.length * dimensions);
  sounds.forEach((sound, i) => values.set(logMelStatistics(sound, { rate, ...STATISTICS }), i * dimensions));
  return { values, dimensions };
}

/**
 * Scores generated sounds against references: by the Fréchet distance of log-mel statistics, and by how near samples and references are under the multi-resolution STFT distance.
 * Sounds are compared frame by frame from their beginnings, so all have to be equally long.
 *
 * @param samples mono, full scale 1; stereo is compared by its mean
 * @throws RangeError if there are fewer than two of either, or lengths differ
 */
export function scoreSounds(samples: readonly ArrayLike<number>[], references: readonly ArrayLike<number>[], { rate, referenceSet }: ScoreSoundsOptions): SoundScores {
  if (samples.length < 2 || references.length < 2) throw new RangeError(`scores need two sounds at least of each set, not ${samples.length} and ${references.length}`);
  const [a, b] = [samples, references].map((sounds) => sounds.map((sound) => spectralViews(sound)));
  const across = matrixOf(a, b);
  const protocol: Protocol = { distance: 'multi-resolution STFT', resolutions: RESOLUTIONS.join(', '), rate, length: references[0].length, samples: samples.length, references: references.length, referenceSet };
  const transposed: DistanceMatrix = { rows: across.columns, columns: across.rows, values: Float64Array.from({ length: across.values.length }, (_, i) => across.values[(i % across.rows) * across.columns + Math.floor(i / across.rows)]) };
  const features = `log-mel statistics: mean and deviation over time of ${STATISTICS.bands} bands in decibels, frames of ${STATISTICS.size} samples at ${rate} Hz`;
  return {
    // Few sounds have fewer vectors than dimensions: the distance is then too large, equally for all sets of the same size.
    frechetDistance: frechetDistance(statisticsOf(samples, rate), statisticsOf(references, rate), { features, referenceSet, allowFewerSamples: true }),
    nearestReference: { name: 'nearest reference', value: minimumMatchingDistance(transposed), better: 'lower', protocol },
    minimumMatchingDistance: { name: 'MMD', value: minimumMatchingDistance(across), better: 'lower', protocol },
    coverage: { name: 'COV', value: coverage(across), better: 'higher', protocol },
    ...(samples.length === references.length && { nearestNeighbourAccuracy: { name: '1-NNA', value: nearestNeighbourAccuracy({ across, samples: matrixOf(a, a), references: matrixOf(b, b) }), better: 'half' as const, protocol } }),
  };
}

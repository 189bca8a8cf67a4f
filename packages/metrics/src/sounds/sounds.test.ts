import { hertzOf, logMelStatistics, melBands, melOf, multiResolutionDistance, scoreSounds, spectralViews, spectrogram } from './index.js';

const RATE = 8000;
const sine = (hertz: number, length = 2048, loudness = 1) => Float64Array.from({ length }, (_, i) => loudness * Math.sin((2 * Math.PI * hertz * i) / RATE));
/** A noise that is the same each time. */
const noise = (seed: number, length = 2048) => Float64Array.from({ length }, (_, i) => {
  const x = Math.sin(12.9898 * (i + 1) + 78.233 * seed) * 43758.5453;
  return 2 * (x - Math.floor(x)) - 1;
});

describe('spectrogram', () => {
  test('is the sum that defines it, frame by frame', () => {
    const [signal, size, hop] = [noise(1, 50), 16, 7];
    const { frames, bins, magnitudes } = spectrogram(signal, { size, hop });
    expect([frames, bins]).toEqual([8, 9]);
    const window = Array.from({ length: size }, (_, i) => Math.sin((Math.PI * i) / size) ** 2);
    for (let t = 0; t < frames; t++) for (let k = 0; k < bins; k++) {
      let [re, im] = [0, 0];
      window.forEach((w, i) => {
        const x = w * (signal[t * hop - size / 2 + i] ?? 0);
        re += x * Math.cos((2 * Math.PI * i * k) / size);
        im -= x * Math.sin((2 * Math.PI * i * k) / size);
      });
      expect(magnitudes[t * bins + k]).toBeCloseTo((2 * Math.hypot(re, im)) / window.reduce((a, b) => a + b), 6);
    }
  });

  test('a full-scale sine has 1 in its bin', () => {
    const { bins, magnitudes } = spectrogram(sine((16 * RATE) / 256), { size: 256, hop: 64 });
    expect(magnitudes[10 * bins + 16]).toBeCloseTo(1, 5);
    expect(magnitudes[10 * bins + 40]).toBeLessThan(1e-4);
  });

  test('impossible sizes and hops are named', () => {
    expect(() => spectrogram(sine(1), { size: 100, hop: 10 })).toThrow("frames must be a power of two of at least 4, not 100");
    expect(() => spectrogram(sine(1), { size: 64, hop: 0 })).toThrow('the hop of a spectrogram must be a positive integer, not 0');
  });
});

test('mel: 1000 Hz are 1000 mel, there and back; bands are means, and those of a flat spectrum are flat', () => {
  expect(melOf(1000)).toBeCloseTo(1000, 1);
  expect(hertzOf(melOf(3210))).toBeCloseTo(3210, 9);
  const filters = melBands({ bands: 24, bins: 65, rate: RATE });
  for (let b = 0; b < 24; b++) expect(filters.subarray(65 * b, 65 * (b + 1)).reduce((a, c) => a + c)).toBeCloseTo(1, 12);
});

test('log-mel statistics: louder by 20 dB is 20 dB in every mean and nothing in the deviations; silence is the floor', () => {
  const [loud, soft] = [noise(2), noise(2).map((x) => x / 10)].map((signal) => logMelStatistics(signal, { rate: RATE, floor: -200 }));
  loud.forEach((x, i) => expect(x - soft[i]).toBeCloseTo(i < 16 ? 20 : 0, 4));
  expect([...new Set(logMelStatistics(new Float64Array(1000), { rate: RATE }))]).toEqual([-60, 0]);
});

describe('multi-resolution STFT distance', () => {
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>) => multiResolutionDistance(spectralViews(a), spectralViews(b));

  test('0 for the same, symmetric, blind to signs, and by its formula twice as loud is 2/3 + ln 2', () => {
    const [a, b] = [noise(3), noise(4)];
    expect(distance(a, a)).toBe(0);
    expect(distance(a, b)).toBeCloseTo(distance(b, a), 12);
    expect(distance(a, a.map((x) => -x))).toBe(0);
    // But for the few bins below the floor.
    expect(distance(a, a.map((x) => 2 * x))).toBeCloseTo(2 / 3 + Math.LN2, 1);
    expect(distance(new Float64Array(100), new Float64Array(100))).toBe(0);
  });

  test('a tone a semitone off is nearer than one an octave off, and another noise nearer than a tone', () => {
    expect(distance(sine(440), sine(466))).toBeLessThan(distance(sine(440), sine(880)));
    expect(distance(noise(5), noise(6))).toBeLessThan(distance(noise(5), sine(440)));
  });

  test('other lengths are refused', () => {
    expect(() => distance(sine(1, 100), sine(1, 101))).toThrow('sounds of 100 and 101 samples cannot be compared');
  });
});

describe('scores', () => {
  const tones = (from: number) => Array.from({ length: 6 }, (_, i) => sine(from + 90 * i));
  const options = { rate: RATE, referenceSet: 'tones' };

  test('the references themselves: no distances, all covered', () => {
    const scores = scoreSounds(tones(300), tones(300), options);
    expect([scores.nearestReference.value, scores.minimumMatchingDistance.value, scores.coverage.value, scores.nearestNeighbourAccuracy!.value]).toEqual([0, 0, 1, 0]);
    expect(scores.frechetDistance.value).toBeCloseTo(0, 6);
  });

  test('noise is farther from tones than other tones are, under every score', () => {
    const [near, far] = [tones(330), Array.from({ length: 6 }, (_, i) => noise(i))].map((samples) => scoreSounds(samples, tones(300), options));
    for (const name of ['frechetDistance', 'nearestReference', 'minimumMatchingDistance'] as const) expect(near[name].value).toBeLessThan(far[name].value);
    expect(far.nearestNeighbourAccuracy!.value).toBe(1);
  });

  test('1-NNA is left out if counts differ; one sound is too few', () => {
    expect(scoreSounds(tones(300).slice(1), tones(300), options).nearestNeighbourAccuracy).toBeUndefined();
    expect(() => scoreSounds(tones(300).slice(0, 1), tones(300), options)).toThrow('scores need two sounds at least of each set, not 1 and 6');
  });
});

import { tones } from '../testing/tones.js';
import { compress, expand, gainFor, peakOf, prepareSound, resample, soundOfValues, valuesOf, type Preparation } from './index.js';

const sine = (hertz: number, rate: number, length: number) => Float32Array.from({ length }, (_, i) => Math.sin((2 * Math.PI * hertz * (i + 0.5)) / rate));
const preparation: Preparation = { rate: 8000, length: 400, channels: 1, trim: false, strict: false };
const middleOf = (samples: Float32Array, edge: number) => samples.subarray(edge, samples.length - edge);

describe('resampling', () => {
  test.each([[44100, 8000, 3000], [48000, 8000, 100], [8000, 44100, 3000], [22050, 16000, 7000], [8000, 7200, 1000]])('from %d to %d Hz, a sine of %d Hz below 0.9 of the lower Nyquist frequency is the same sine', (from, to, hertz) => {
    const resampled = resample(sine(hertz, from, from / 4), { from, to });
    const expected = sine(hertz, to, resampled.length);
    const edge = Math.ceil((70 * to) / Math.min(from, to));
    expect(Math.max(...middleOf(resampled, edge).map((x, i) => Math.abs(x - expected[i + edge])))).toBeLessThan(2e-3);
  });

  test('frequencies above the lower Nyquist frequency are removed: -80 dB', () => {
    for (const hertz of [4100, 5000, 15000]) expect(peakOf({ channels: [middleOf(resample(sine(hertz, 44100, 22050), { from: 44100, to: 8000 }), 100)] })).toBeLessThan(2e-4);
  });

  test('a constant stays constant; equal rates copy, cut and pad', () => {
    expect(Math.max(...middleOf(resample(new Float32Array(4000).fill(0.5), { from: 44100, to: 8000 }), 80).map((x) => Math.abs(x - 0.5)))).toBeLessThan(1e-3);
    expect([...resample(Float32Array.of(1, 2, 3), { from: 8, to: 8, length: 5 })]).toEqual([1, 2, 3, 0, 0]);
    expect([...resample(Float32Array.of(1, 2, 3), { from: 8, to: 8, length: 2 })]).toEqual([1, 2]);
  });
});

test('companding can be undone, keeps signs and full scale, and is telephony’s µ-law at 255', () => {
  for (const mu of [0, 1, 30, 255, 65535]) for (const x of [-1, -0.3, -1e-4, 0, 1e-4, 0.5, 1, 1.5]) expect(expand(compress(x, mu), mu)).toBeCloseTo(x, 9);
  expect([compress(1, 30), compress(-1, 255)]).toEqual([1, -1]);
  expect(compress(0.01, 255)).toBeCloseTo(Math.log(3.55) / Math.log(256), 12);
});

describe('preparing a clip', () => {
  test('mono is the mean of all channels, stereo the first two, or one twice', () => {
    const channels = [0.5, 0.1, 0.3].map((x) => new Float32Array(10).fill(x));
    const made = (count: number, wanted: 1 | 2) => prepareSound({ rate: 8000, channels: channels.slice(0, count) }, { ...preparation, channels: wanted }).channels.map(([x]) => Number(x.toFixed(6)));
    expect([made(3, 1), made(2, 2), made(3, 2), made(1, 2), made(1, 1)]).toEqual([[0.3], [0.5, 0.1], [0.5, 0.1], [0.5, 0.5], [0.5]]);
  });

  test('it begins a millisecond before it reaches a hundredth of its peak', () => {
    const samples = new Float32Array(1000);
    samples.fill(0.004, 100, 300);
    samples.fill(0.5, 300, 310);
    const [trimmed] = prepareSound({ rate: 8000, channels: [samples] }, { ...preparation, trim: true }).channels;
    expect([trimmed.indexOf(0.5), trimmed.length]).toEqual([8, 400]);
    expect(prepareSound({ rate: 8000, channels: [samples] }, preparation).channels[0].indexOf(0.5)).toBe(300);
  });

  test('shorter clips stay short', () => {
    expect(prepareSound({ rate: 16000, channels: [sine(500, 16000, 100)] }, preparation).channels[0]).toHaveLength(50);
  });

  test.each([
    ['no samples', { rate: 8000, channels: [new Float32Array(0)] }, {}, 'it has no samples'],
    ['NaN', { rate: 8000, channels: [Float32Array.of(0, NaN)] }, {}, 'sample 1 is NaN; expected finite numbers'],
    ['silence', { rate: 8000, channels: [new Float32Array(50).fill(5e-5)] }, {}, 'it is silent: no sample reaches -80 dB of full scale'],
    ['channels that cancel', { rate: 8000, channels: [new Float32Array(50).fill(0.5), new Float32Array(50).fill(-0.5)] }, {}, 'its channels cancel each other, and their mean is silent'],
    ['only what is too high', { rate: 44100, channels: [sine(15000, 44100, 20000).map((x, i) => x * Math.sin((Math.PI * i) / 20000) ** 2)] }, {}, 'nothing of it is left below 4000 Hz, half of 8000 samples a second'],
    ['strict, another rate', { rate: 16000, channels: [sine(500, 16000, 100)] }, { strict: true }, 'it has 16000 samples a second instead of 8000'],
    ['strict, stereo', { rate: 8000, channels: [sine(500, 8000, 100), sine(500, 8000, 100)] }, { strict: true }, 'it has 2 channels instead of 1'],
    ['strict, longer', { rate: 8000, channels: [sine(500, 8000, 500)] }, { strict: true }, 'it has 500 samples, more than 400'],
  ])('%s: refused with the reason', (_, sound, more, reason) => {
    expect(() => prepareSound(sound, { ...preparation, ...more })).toThrow(reason);
  });
});

test('loudness: a peak of 1, a root mean square of 0.1, or as it was', () => {
  const sound = { channels: [Float32Array.of(0.25, -0.5, 0.25, 0)] };
  expect(gainFor(sound, 'peak')).toBe(2);
  expect(gainFor(sound, 'rms') * Math.sqrt((2 * 0.25 ** 2 + 0.5 ** 2) / 4)).toBeCloseTo(0.1, 12);
  expect(gainFor(sound, 'none')).toBe(1);
});

describe('values', () => {
  const options = { rate: 8000, length: 400, companding: 30, channels: 2 };

  test('become the same sound again, at any requested rate', () => {
    const [sound] = tones(1, { channels: 2 });
    const back = soundOfValues(valuesOf(sound, 1, options), options);
    expect(back.rate).toBe(8000);
    back.channels.forEach((samples, c) => samples.forEach((x, i) => expect(x).toBeCloseTo(sound.channels[c][i], 5)));
    expect(soundOfValues(new Float32Array(2 * 2205), options).rate).toBe(44100);
  });

  test('a clip that is cut fades over its last twentieth; a shorter one is followed by silence', () => {
    const values = valuesOf({ channels: [new Float32Array(500).fill(1)] }, 1, { length: 400, companding: 0 });
    expect([values[379], values[390] > 0.4 && values[390] < 0.6, values[399] < 0.01]).toEqual([1, true, true]);
    expect([...valuesOf({ channels: [Float32Array.of(1, 1)] }, 0.5, { length: 4, companding: 0 })]).toEqual([0.5, 0.5, 0, 0]);
  });
});

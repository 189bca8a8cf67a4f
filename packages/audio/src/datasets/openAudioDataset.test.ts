import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UnreadableExampleError } from '@inrflow/core';
import { temporaryFolder } from '@testing/temporaryFolder';
import { soundOfValues, type Sound } from '../sounds/index.js';
import { tones } from '../testing/tones.js';
import { encodeWav } from '../writers/index.js';
import { openAudioDataset } from './index.js';

const inFolder = temporaryFolder();
const address = { seed: 1, stream: 'data', step: 0, sample: 0 };

async function write(sounds: Readonly<Record<string, Sound | string>>): Promise<void> {
  for (const [name, sound] of Object.entries(sounds)) {
    await mkdir(path.dirname(inFolder(name)), { recursive: true });
    await writeFile(inFolder(name), typeof sound === 'string' ? sound : encodeWav(sound));
  }
}

/** Number of upward zero crossings of a signal. */
const turnsOf = (samples: Float32Array) => samples.reduce((count, x, i) => count + (i > 0 && samples[i - 1] < 0 && x >= 0 ? 1 : 0), 0);

test('class folders of clips: values of one length on shared coordinates, loudness and companding undone by soundOfValues', async () => {
  const [low, high] = tones(2);
  await write({ 'low/a.wav': low, 'high/a.wav': { ...high, channels: [high.channels[0].map((x) => x / 4)] } });
  const data = await openAudioDataset(inFolder(), { length: 512, trim: false });
  expect([data.classes, data.names, data.rate, data.samples]).toEqual([['high', 'low'], ['high/a.wav', 'low/a.wav'], 8000, 512]);
  const [a, b] = await Promise.all([0, 1].map((index) => data.example(index, address)));
  expect([a.points, a.label, b.label, a.coordinates === b.coordinates, a.values.length]).toEqual([512, 0, 1, true, 512]);
  const peak = high.channels[0].reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const { channels: [back] } = soundOfValues(a.values, { rate: 8000, length: 512, companding: 30, channels: 1 });
  back.subarray(0, 400).forEach((x, i) => expect(Math.abs(x - high.channels[0][i] / peak)).toBeLessThan(1e-3));
  expect(back.subarray(400).every((x) => x === 0)).toBe(true);
  expect((await data.gainOf(0)) * peak).toBeCloseTo(4, 2);
  await data.close();
});

test('other rates are resampled, and stereo is kept on request', async () => {
  await write({ 'a.wav': tones(1, { rate: 44100, length: 4410, channels: 2 })[0] });
  const data = await openAudioDataset(inFolder(), { length: 800, channels: 2, companding: 0 });
  const { values } = await data.example(0, address);
  const channel = (c: number) => Float32Array.from({ length: 800 }, (_, i) => values[2 * i + c]);
  // 0.1 s of 200 Hz and of 250 Hz.
  expect([turnsOf(channel(0).subarray(0, 400)), turnsOf(channel(1).subarray(0, 400))].map((count, i) => Math.abs(count - [10, 12.5][i]) <= 1)).toEqual([true, true]);
});

test('speeds are drawn from the address: equal addresses give equal examples, and faster is higher and shorter', async () => {
  await write({ 'a.wav': tones(1, { length: 4000 })[0] });
  const open = (speed: readonly [number, number]) => openAudioDataset(inFolder(), { length: 1000, speed, companding: 0, trim: false });
  const varied = await open([0.5, 2]);
  expect(await varied.example(0, address)).toEqual(await varied.example(0, { ...address }));
  expect((await varied.example(0, { ...address, step: 1 })).values).not.toEqual((await varied.example(0, address)).values);
  const turns = async (speed: number) => turnsOf((await (await open([speed, speed])).example(0, address)).values);
  expect([Math.abs((await turns(1)) - 25) <= 1, Math.abs((await turns(2)) - 50) <= 1, Math.abs((await turns(0.5)) - 12.5) <= 1]).toEqual([true, true, true]);
});

test('bad files are examples that fail with their name; the others are read', async () => {
  await write({ 'a.wav': tones(1)[0], 'b.wav': 'RIFF', 'c.wav': { rate: 8000, channels: [new Float32Array(100)] }, 'd.mp3': 'x', 'notes.txt': 'x' });
  const data = await openAudioDataset(inFolder());
  expect(data.notes).toEqual(['1 file that looks like sounds was left out: 1 MP3; WAV, FLAC and Ogg Vorbis are read']);
  for (const [index, reason] of [[1, `cannot read sound '${inFolder('b.wav')}': it is not a sound that can be read (its header is cut short)`], [2, `cannot read sound '${inFolder('c.wav')}': it is silent`]] as const) {
    const failure = await data.example(index, address).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableExampleError);
    expect((failure as Error).message).toContain(reason);
  }
  await data.example(0, address);
  const strict = await openAudioDataset(inFolder(), { strict: true, rate: 16000 });
  await expect(strict.example(0, address)).rejects.toThrow('it has 8000 samples a second instead of 16000');
});

test.each([
  [{ rate: 0 }, 'rate of a data set of sounds must be an integer from 100 to 384000, not 0'],
  [{ length: 0 }, 'length of a data set of sounds must be a positive integer'],
  [{ channels: 3 }, 'channels of a data set of sounds must be 1 (mono) or 2 (stereo), not 3'],
  [{ normalization: 'loud' }, "'peak', 'rms' or 'none'"],
  [{ speed: [2, 1] }, 'two numbers from 0.25 to 4, the lower first'],
  [{ split: { heldOut: 1, part: 'train' } }, 'a fraction between 0 and 1'],
])('option %j is refused', async (options, reason) => {
  await expect(openAudioDataset('x', options as object)).rejects.toThrow(reason);
});

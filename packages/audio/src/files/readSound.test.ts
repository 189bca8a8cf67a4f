import { readFileSync } from 'node:fs';
import path from 'node:path';
import { WaveFile } from 'wavefile';
import { tones } from '../testing/tones.js';
import { encodeWav } from '../writers/index.js';
import { readSound } from './readSound.js';

const [stereo] = tones(1, { channels: 2 });
const fixture = (name: string) => readFileSync(path.join(__dirname, '../testing/fixtures', name));

/** A file written by another library. */
function written(depth: string, { rate = 44100, channels = stereo.channels as readonly Float32Array[] } = {}): Uint8Array {
  const file = new WaveFile();
  const integers = (bits: number) => channels.map((samples) => Float64Array.from(samples, (x) => Math.round(x * (2 ** (bits - 1) - 1)) + (bits === 8 ? 128 : 0)));
  const companded = depth === '8a' || depth === '8m';
  file.fromScratch(channels.length, rate, companded ? '16' : depth, depth === '32f' || depth === '64' ? channels.map((samples) => Float64Array.from(samples)) : integers(companded ? 16 : Number(depth)));
  if (depth === '8a') file.toALaw();
  if (depth === '8m') file.toMuLaw();
  return file.toBuffer();
}

test.each([['8', 1 / 100], ['16', 1e-4], ['24', 1e-6], ['32', 1e-6], ['32f', 0], ['64', 1e-7], ['8a', 0.04], ['8m', 0.04]])('WAV of %s bits, written by another library, is read', async (depth, tolerance) => {
  const { rate, channels } = await readSound(written(depth));
  expect([rate, channels.length, channels[0].length]).toEqual([44100, 2, 400]);
  channels.forEach((samples, c) => samples.forEach((x, i) => expect(Math.abs(x - stereo.channels[c][i])).toBeLessThanOrEqual(tolerance)));
});

test('another library reads what we write, and so do we', async () => {
  const bytes = encodeWav(stereo);
  const file = new WaveFile(bytes);
  expect(file).toMatchObject({ bitDepth: '16', fmt: { sampleRate: 8000, numChannels: 2 } });
  const theirs = file.getSamples(false) as unknown as Float64Array[];
  const ours = await readSound(bytes);
  ours.channels.forEach((samples, c) => samples.forEach((x, i) => {
    expect(x * 32768).toBe(theirs[c][i]);
    expect(Math.abs(x - stereo.channels[c][i])).toBeLessThan(1e-4);
  }));
});

test('a sound that exceeds full scale is attenuated as a whole; invalid sounds are not written', async () => {
  const { channels: [samples] } = await readSound(encodeWav({ rate: 8000, channels: [Float32Array.of(2, -1, 0.5)] }));
  [1, -0.5, 0.25].forEach((x, i) => expect(samples[i]).toBeCloseTo(x, 4));
  expect(() => encodeWav({ rate: 8000, channels: [] })).toThrow('a sound without samples cannot be written');
  expect(() => encodeWav({ rate: 8000, channels: [new Float32Array(2), new Float32Array(3)] })).toThrow('have 2 and 3 samples; expected as many in each');
  expect(() => encodeWav({ rate: 8000, channels: [Float32Array.of(0, Infinity)] })).toThrow('sample 1 of a sound is Infinity');
});

test('FLAC is read exactly, and Ogg Vorbis approximately', async () => {
  const [expected] = (await readSound(fixture('tone.wav'))).channels;
  const flac = await readSound(fixture('tone.flac'));
  expect([flac.rate, flac.channels.length]).toEqual([8000, 1]);
  expect(flac.channels[0]).toEqual(expected);
  const ogg = await readSound(fixture('tone.ogg'));
  expect([ogg.rate, ogg.channels[0].length]).toEqual([8000, expected.length]);
  expect(Math.sqrt(ogg.channels[0].reduce((sum, x, i) => sum + (x - expected[i]) ** 2, 0) / expected.length)).toBeLessThan(0.05);
});

test('a chunk of notes before the samples, sizes that a recorder never filled in, and an odd byte at the end are accepted', async () => {
  const bytes = encodeWav(stereo);
  const notes = Buffer.from('LIST\x05\0\0\0hello\0', 'latin1');
  const whole = await readSound(bytes);
  expect(await readSound(Buffer.concat([bytes.subarray(0, 36), notes, bytes.subarray(36)]))).toEqual(whole);
  for (const size of [0, 0xffffffff]) {
    const streamed = Buffer.concat([bytes, Buffer.of(7)]);
    streamed.writeUInt32LE(size, 40);
    expect(await readSound(streamed)).toEqual(whole);
  }
});

/** The file with two of its header's bytes set. */
const withHeader = (at: number, value: number) => {
  const bytes = Buffer.from(encodeWav(stereo));
  bytes.writeUInt16LE(value, at);
  return bytes;
};

test.each([
  ['nothing', Buffer.alloc(0), 'the file has zero bytes'],
  ['text', Buffer.from('hello world'), "it is not a sound that can be read (it begins with 'hell'): expected WAV, FLAC and Ogg Vorbis"],
  ['a few bytes of a header', encodeWav(stereo).subarray(0, 9), 'its header is cut short'],
  ['half of a header', encodeWav(stereo).subarray(0, 30), 'its format chunk has 10 bytes; expected 16 at least'],
  ['a header alone', encodeWav(stereo).subarray(0, 36), 'it has no samples: the data chunk is missing'],
  ['half of the samples', encodeWav(stereo).subarray(0, 844), 'it is cut short: its header announces 1600 bytes of samples, and 800 are there'],
  ['big-endian', Buffer.concat([Buffer.from('RIFX'), encodeWav(stereo).subarray(4)]), "it begins with 'RIFX' and 'WAVE'; expected 'RIFF' and 'WAVE'"],
  ['ADPCM', withHeader(20, 17), 'its samples are IMA ADPCM: 8-, 16-, 24- and 32-bit integers, 32- and 64-bit floats, A-law and µ-law are read'],
  ['12 bits', withHeader(34, 12), 'its samples are 12-bit integers'],
  ['an unknown encoding', withHeader(20, 4711), 'its samples are of encoding 4711'],
  ['no channels', withHeader(22, 0), 'it has 0 channels; expected 1 to 64'],
  ['a rate of nothing', withHeader(24, 3), 'it has 3 samples a second; expected 100 to 768000'],
  ['half of a FLAC file', fixture('tone.flac').subarray(0, 600), 'it is cut short: it announces 1200 samples, and 0 can be decoded'],
  ['a FLAC header alone', fixture('tone.flac').subarray(0, 42), 'it is cut short: it announces 1200 samples, and 0 can be decoded'],
  ['half of an Ogg file', fixture('tone.ogg').subarray(0, 40), 'no sound could be decoded from it'],
  ['an Ogg file of something else', Buffer.concat([fixture('tone.ogg').subarray(0, 28), Buffer.from('OpusHead'), fixture('tone.ogg').subarray(36)]), 'it is an Ogg file of Opus; expected Vorbis'],
])('%s: refused with the reason', async (_, bytes, reason) => {
  await expect(readSound(bytes)).rejects.toThrow(reason);
});

test('hours of silence in a small file are refused before they take memory', async () => {
  const bytes = encodeWav({ rate: 8000, channels: [new Float32Array(8)] });
  const many = new Uint8Array(44 + 2 ** 26 + 4);
  many.set(bytes.subarray(0, 44));
  const view = new DataView(many.buffer);
  view.setUint16(34, 8, true);
  view.setUint32(40, 2 ** 26 + 4, true);
  await expect(readSound(many)).rejects.toThrow('it lasts 8389 s and has 67108868 samples; expected at most 67108864: cut it into clips');
});

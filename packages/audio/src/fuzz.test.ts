import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fuzzReaders } from '@testing/fuzz';
import { readSound } from './files/readSound.js';
import { prepareSound } from './sounds/index.js';
import { tones } from './testing/tones.js';
import { encodeWav } from './writers/index.js';

const fixture = (name: string) => readFileSync(path.join(__dirname, 'testing/fixtures', name));
const read = async (bytes: Uint8Array) => prepareSound(await readSound(bytes), { rate: 8000, length: 64, channels: 1, trim: true, strict: false });

fuzzReaders([
  { name: 'WAV', seeds: () => [encodeWav(tones(1, { length: 100 })[0]), encodeWav(tones(1, { length: 60, channels: 2, rate: 44100 })[0])], read },
  { name: 'FLAC', seeds: () => [fixture('tone.flac')], read },
  { name: 'Ogg Vorbis', seeds: () => [fixture('tone.ogg')], read },
]);

export { formatOf, SOUNDS_READ, soundByBytes, soundByName, type SoundFormat } from './format.js';
export { readSound } from './readSound.js';
export { parseWav } from './wav.js';

export { angularFrequencies, createAudioModality, type AudioModalityOptions } from './audioModality.js';
export { moments } from './moments.js';

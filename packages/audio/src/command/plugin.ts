import type { Plugin } from '@inrflow/core';
import { soundByName } from '../files/format.js';
import { audio, type AudioAsk, type AudioData, type AudioModel } from '../kind/index.js';
import { drawSound } from '../pictures/index.js';
import type { Sound } from '../sounds/index.js';
import { encodeWav } from '../writers/wav.js';
import { demo } from './demo.js';

/** Sounds under `inrflow`. */
export const plugin: Plugin<AudioData, AudioModel, Sound, AudioAsk> = {
  ...audio,
  async open({ data: { path, heldOut, ...data }, training: { strict } }, part) {
    const { openAudioDataset } = await import('../datasets/index.js');
    return openAudioDataset(path!, { ...data, strict, ...(heldOut > 0 && part !== 'all' && { split: { heldOut, part } }) });
  },
  recognises: (name) => soundByName(name) === true,
  formats: { wav: { encode: encodeWav } },
  draw: drawSound,
  demo,
};

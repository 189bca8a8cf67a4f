import type { Plugin } from '@inrflow/core';
import { soundByName } from '../files/format.js';
import { audio, type AudioAsk, type AudioData, type AudioModel } from '../kind/index.js';
import { drawSound } from '../pictures/index.js';
import { scoringFields, type AudioScoringOptions } from '../scoring/fields.js';
import type { Sound } from '../sounds/index.js';
import { encodeWav } from '../writers/wav.js';
import { demo } from './demo.js';

/** Sounds under `inrflow`. */
export const plugin: Plugin<AudioData, AudioModel, Sound, AudioAsk, AudioScoringOptions> = {
  ...audio,
  async open({ data: { path, heldOut, ...data }, training: { strict } }, part) {
    const { openAudioDataset } = await import('../datasets/index.js');
    return openAudioDataset(path!, { ...data, strict, ...(heldOut > 0 && part !== 'all' && { split: { heldOut, part } }) });
  },
  recognizes: (name) => soundByName(name) === true,
  formats: { wav: { encode: encodeWav } },
  draw: drawSound,
  async page(samples) {
    const { soundsPage } = await import('../page/index.js');
    return soundsPage(samples.map(({ name, group, sample }) => ({ name, group, sound: sample })));
  },
  scoring: {
    fields: scoringFields,
    ofModel: async (...given) => (await import('../scoring/audioScoring.js')).scoreModel(...given),
    ofFiles: async (samples, options) => (await import('../scoring/audioScoring.js')).scoreFiles(samples, options),
  },
  demo,
};

import path from 'node:path';
import { settingsOf } from '@inrflow/core';
import { describePlugin } from '@inrflow/core/testing';
import { plugin } from './plugin.js';

const drums = path.join(__dirname, '../../../../examples/drums/drums.zip');

describePlugin(plugin, { describe, test, expect }, 'audio, by its demo,');
describePlugin({ plugin, settings: { data: { path: drums, length: 64, channels: 2, speed: [0.9, 1.1] }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1 } } }, { describe, test, expect }, 'audio, with drums,');

test('a field that every network has gets the default of the kind, with the common choices and description', () => {
  expect(settingsOf(plugin, {}).model).toMatchObject({ encoder: 'linear', activation: 'gelu' });
  expect(() => settingsOf(plugin, { model: { encoder: 'liner' } })).toThrow("did you mean 'linear'?");
});

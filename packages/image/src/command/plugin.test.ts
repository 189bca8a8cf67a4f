import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describePlugin } from '@inrflow/core/testing';
import { temporaryFolder } from '@testing/temporaryFolder';
import { plugin } from './plugin.js';

const inFolder = temporaryFolder('file');
const emoji = path.join(__dirname, '../../../../node_modules/emoji-datasource-google/img/google/64');

describePlugin(plugin, { describe, test, expect }, 'image, by its demo,');
describePlugin(async () => {
  for (const [folder, names] of Object.entries({ faces: ['1f600.png', '1f603.png'], cats: ['1f638.png', '1f639.png'] })) {
    await mkdir(inFolder(folder));
    for (const name of names) await copyFile(path.join(emoji, name), inFolder(folder, name));
  }
  return { plugin: plugin, settings: { data: { path: inFolder(), size: 8, flip: true }, model: { width: 16, heads: 2, blocks: 1, latents: 16, decoderLayers: 1 } } };
}, { describe, test, expect }, 'image, with emoji,');

import path from 'node:path';
import { describePlugin } from '@inrflow/core/testing';
import { plugin } from './plugin.js';

const file = path.join(__dirname, '../testing/fixtures/few.sdf');

describePlugin(plugin, { describe, test, expect }, 'molecule, by its demo,');
describePlugin({ plugin, settings: { data: { path: file, maxAtoms: 16 }, model: { width: 16, heads: 2, blocks: 1, decoderLayers: 1, latentFrequencies: 4, latents: 16 } } }, { describe, test, expect }, 'molecule, with real conformers,');

import path from 'node:path';
import { describePlugin } from '@inrflow/core/testing';
import { plugin } from './plugin.js';

const file = path.join(__dirname, '../../../../examples/proteins/chains.zip');

describePlugin(plugin, { describe, test, expect }, 'protein, by its demo,');
describePlugin({ plugin: plugin, settings: { data: { path: file, maxLength: 40 }, model: { width: 16, heads: 2, blocks: 1, decoderLayers: 1, latentFrequencies: 8 } } }, { describe, test, expect }, 'protein, with real chains,');

import path from 'node:path';
import { describePlugin } from '@inrflow/core/testing';
import { plugin } from './plugin.js';

const file = path.join(__dirname, '../../../../examples/furniture/clouds.zip');

describePlugin(plugin, { describe, test, expect }, 'pointcloud, by its demo,');
describePlugin({ plugin: plugin, settings: { data: { path: file, points: 64, rotation: 'y' }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1 } } }, { describe, test, expect }, 'pointcloud, with furniture,');

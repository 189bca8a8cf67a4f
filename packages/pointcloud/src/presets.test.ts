import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkModelConfig, forwardFlops, modelDefaults, parameterCount, trainingStepFlops, type ModelConfig } from '@inrflow/core';
import { createPointCloudModality } from './modality/index.js';
import { pointCloudPresets, type PointCloudPreset, type PointCloudPresetName } from './presets.js';

const presets: [string, PointCloudPreset][] = Object.entries(pointCloudPresets);
const channels = createPointCloudModality();

/** A network for clouds of this many points, as the command makes it: its latents read all of them. */
const configOf = (name: PointCloudPresetName, points: number, more: Partial<ModelConfig> = {}) =>
  checkModelConfig({ ...modelDefaults, ...pointCloudPresets[name], encoder: 'perceiver', pairsPerLatent: Math.ceil(points / pointCloudPresets[name].latents), ...more });

test.each(presets)('%s: heads divide the width into even parts', (_, { width, heads }) => {
  expect((width / heads) % 2).toBe(0);
});

test('those for a laptop are small', () => {
  expect(parameterCount(configOf('tiny', 2048), channels).total / 1e6).toBeLessThan(3);
  expect(parameterCount(configOf('small', 2048), channels).total / 1e6).toBeLessThan(8);
});

/** DINOv2's base network on a picture of 224 pixels: 256 patches of 768 features, and six of the ray. */
const PICTURE = { tokens: 256, channels: 774 };
/** Rows of the table: name, points, the paper's millions (Tab. 11), with and without a condition. */
const ROWS = [
  ['cloud B', configOf('B', 2048), 2048, 108],
  ['cloud L', configOf('L', 2048), 2048, 204],
  ['cloud B, rereading', configOf('B', 2048, { reread: 1 }), 2048, 108],
  ['cloud L, rereading', configOf('L', 2048, { reread: 1 }), 2048, 204],
  ['cloud XL', configOf('XL', 16384), 16384, 866],
  ['cloud XL, conditioned on a picture', configOf('XL', 16384, { conditionChannels: PICTURE.channels }), 16384, 866],
] as const;

/** The rows of the table in docs/presets.md. */
function table(): string {
  return ROWS.map(([name, config, points, millions]) => {
    const { total, parts } = parameterCount(config, channels);
    const workload = { channels, queries: points, contextPairs: points, conditionTokens: config.conditionChannels > 0 ? PICTURE.tokens : 0 };
    const fixed = (x: number) => (x / 1e6).toFixed(1);
    const perBlock = (x: number) => (x / config.width ** 2 / config.blocks).toFixed(1);
    return `| ${[name, points, fixed(total), millions, `${((total / (millions * 1e6) - 1) * 100).toFixed(1)} %`, fixed(parts.blocks), fixed(parts.decoder), fixed(total - parts.blocks - parts.decoder),
      perBlock(total), perBlock(millions * 1e6), (forwardFlops(config, workload) / 1e9).toFixed(0), (trainingStepFlops(config, workload) / 1e9).toFixed(0)].join(' | ')} |`;
  }).join('\n');
}

test('the table of docs/presets.md is what the code computes', () => {
  const page = readFileSync(path.join(__dirname, '../../../docs/presets.md'), 'utf8').split('\n').filter((line) => line.startsWith('| cloud ')).join('\n');
  expect(page).toBe(table());
});

test('XL with a picture as condition is near the number of the paper; docs/presets.md says why B and L are not', () => {
  const [, config, , millions] = ROWS[ROWS.length - 1];
  expect(Math.abs(parameterCount(config, channels).total / (millions * 1e6) - 1)).toBeLessThan(0.035);
});

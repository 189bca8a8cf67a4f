import { readFileSync } from 'node:fs';
import path from 'node:path';
import { floats, flowMatchingLoss, type BatchTensors } from '../objective/index.js';
import { matrixProductFlops, recordedNodes } from '../testing/recordedGraph.js';
import { randomParameters, toyNetwork } from '../testing/toyModality.js';
import { lossAndGradients } from '../training/step.js';
import { modelDefaults, type ModelConfig } from './config.js';
import { forwardFlops, parameterCount, trainingStepFlops } from './counts.js';
import { type Parameters } from './parameters.js';

/** Image models of the paper (Tab. 6), with the millions of parameters that it states. */
const PRESETS = {
  S: { width: 384, heads: 6, blocks: 12, latents: 1024, decoderLayers: 1, millions: 35 },
  B: { width: 768, heads: 12, blocks: 12, latents: 1024, decoderLayers: 1, millions: 138 },
  L: { width: 1024, heads: 16, blocks: 24, latents: 1024, decoderLayers: 1, millions: 458 },
  XL: { width: 1152, heads: 16, blocks: 28, latents: 1024, decoderLayers: 2, millions: 733 },
};
/** Pictures of 256 pixels in RGB: 128 Fourier frequencies per axis, 64 pixels per latent. */
const PICTURES = { coordinateChannels: 2, valueChannels: 3, featureChannels: 2 + 4 * 128 + 3 };

const configOf = ({ millions: _, ...sizes }: (typeof PRESETS)['S']): ModelConfig => ({ ...modelDefaults, ...sizes, pairsPerLatent: 64, classes: 1000 });

test('the parameters of a block, by hand: attention 4 width², MLP 8, modulation 6, and their biases', () => {
  const width = 384;
  const { total, parts } = parameterCount(configOf(PRESETS.S), PICTURES);
  expect(parts.blocks).toBe(12 * (18 * width ** 2 + (4 + 5 + 6) * width));
  expect(parts.decoder).toBe(parts.blocks / 12);
  expect(parts.encoder).toBe(517 * width + width + 4 * (width ** 2 + width));
  expect(parts.classes).toBe(1001 * width);
  expect(total).toBe(Object.values(parts).reduce((a, b) => a + b));
});

test.each<[string, Partial<ModelConfig>]>([
  ['spatial', {}],
  ['perceiver, rotary', { encoder: 'perceiver', rotary: true }],
  ['linear', { encoder: 'linear', mlpRatio: 3 }],
  ['spatial, normalized queries and keys, query joined again, MLP and local positions in the encoder, read again', { blocks: 3, queryKeyNorm: true, rejoinQuery: true, encoderMlp: true, encoderPositions: 'local', reread: 1 }],
  ['perceiver, read again every second block', { encoder: 'perceiver', blocks: 3, reread: 2 }],
  ['perceiver without places', { encoder: 'perceiver', placedLatents: false }],
  ['augmentation', { augmentationChannels: 4 }],
  ['spatial with classes, condition tokens, two decoder layers', { classes: 3, conditionChannels: 5, decoderLayers: 2 }],
])('%s: operations equal those of the recorded graphs, forward and training', (_, changes) => {
  const network = toyNetwork(changes);
  const { config, modality } = network;
  const [batch, queries, tokens] = [3, 7, 4];
  const [groups, pairs] = config.encoder === 'perceiver' ? [1, 36] : [3, 12];
  const data = {
    context: { coordinates: floats([batch, groups, pairs, 2]), values: floats([batch, groups, pairs, 2]) },
    query: { coordinates: floats([batch, queries, 2]), values: floats([batch, queries, 2]) },
    target: floats([batch, queries, 2]),
    condition: {
      time: floats([batch]),
      ...(config.classes ? { label: { dtype: 'int32', shape: [batch], data: new Int32Array(batch) } } : {}),
      ...(config.augmentationChannels ? { augmentation: floats([batch, config.augmentationChannels]) } : {}),
      ...(config.conditionChannels ? { condition: { tokens: floats([batch, tokens, 5]) } } : {}),
    },
  };
  const workload = { channels: modality, queries, batch, conditionTokens: config.conditionChannels ? tokens : 0 };
  const inputs = { parameters: randomParameters(network), data };
  const forward = recordedNodes(({ parameters, data }: { parameters: Parameters; data: BatchTensors }) => flowMatchingLoss(network, parameters, data), inputs);
  expect(forwardFlops(config, workload)).toBe(matrixProductFlops(forward));
  const training = recordedNodes(({ parameters, data }: { parameters: Parameters; data: BatchTensors }) => lossAndGradients(network, parameters, data), inputs);
  expect(trainingStepFlops(config, workload)).toBe(matrixProductFlops(training));
});

/** The rows of the table in docs/presets.md. */
function table(): string {
  const number = (x: number, digits: number) => x.toFixed(digits);
  return Object.entries(PRESETS).map(([name, sizes]) => {
    const config = configOf(sizes);
    const { total, parts } = parameterCount(config, PICTURES);
    const outside = (sizes.millions * 1e6) / sizes.width ** 2 - 18 * sizes.blocks;
    const ours = total / sizes.width ** 2 - 18 * sizes.blocks;
    const flops = (of: typeof forwardFlops, queries: number) => number(of(config, { channels: PICTURES, queries }) / 1e9, 0);
    return `| ${[name, number(total / 1e6, 1), sizes.millions, `${number((total / (sizes.millions * 1e6) - 1) * 100, 1)} %`, number(parts.blocks / 1e6, 1), number(parts.decoder / 1e6, 1),
      number((total - parts.blocks - parts.decoder) / 1e6, 1), number(ours, 1), number(outside, 1), flops(forwardFlops, 65536), flops(trainingStepFlops, 4096)].join(' | ')} |`;
  }).join('\n');
}

test('the table of docs/presets.md is what the code computes', () => {
  const page = readFileSync(path.join(__dirname, '../../../../docs/presets.md'), 'utf8').split('\n').filter((line) => /^\| (S|B|L|XL) /.test(line)).join('\n');
  expect(page).toBe(table());
});

test.each([['S', 0.06], ['B', 0.055], ['L', 0.055], ['XL', 0.03]] as const)('%s is near the number of the paper; docs/presets.md says why not nearer', (name, tolerance) => {
  const { total } = parameterCount(configOf(PRESETS[name]), PICTURES);
  expect(Math.abs(total / (PRESETS[name].millions * 1e6) - 1)).toBeLessThan(tolerance);
});

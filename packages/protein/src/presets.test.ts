import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkModelConfig, forwardFlops, modelDefaults, parameterCount, trainingStepFlops } from '@inrflow/core';
import { createProteinModality } from './modality/index.js';
import { proteinPresets, type ProteinPreset } from './presets.js';
import { ATOM_SLOTS } from './residues/index.js';

const config = (preset: ProteinPreset) => checkModelConfig({ ...modelDefaults, ...preset });
const presets: [string, ProteinPreset][] = Object.entries(proteinPresets);

test.each(presets)('%s: a whole network, with a place for every atom of a residue', (_, preset) => {
  expect(config(preset).pairsPerLatent).toBe(ATOM_SLOTS);
  expect((preset.width / preset.heads) % 2).toBe(0);
});

test.each([['S', 35], ['B', 138], ['L', 458], ['XL', 733]] as const)("%s has about the paper's number of parameters", (name, millions) => {
  // With the 1 280 channels of ESM-2 650M, as in the paper.
  const { total } = parameterCount(config(proteinPresets[name]), createProteinModality({ embeddingChannels: 1280 }));
  expect(total / (millions * 1e6)).toBeGreaterThan(0.9);
  expect(total / (millions * 1e6)).toBeLessThan(1.1);
});

/** Atoms of a chain of 512 residues, at eight a residue. */
const ATOMS = 4096;

/** The rows of the table in docs/presets.md: with ESM-2 650M's embedding, and beside them without one. */
function table(): string {
  return ([['S', 35], ['B', 138], ['L', 458], ['XL', 733]] as const).map(([name, millions]) => {
    const sizes = config(proteinPresets[name]);
    const channels = createProteinModality({ embeddingChannels: 1280 });
    const { total, parts } = parameterCount(sizes, channels);
    const fixed = (x: number) => (x / 1e6).toFixed(1);
    const workload = { channels, queries: ATOMS };
    return `| ${[`protein ${name}`, fixed(total), millions, `${((total / (millions * 1e6) - 1) * 100).toFixed(1)} %`, fixed(parts.blocks), fixed(parts.decoder), fixed(total - parts.blocks - parts.decoder),
      fixed(parameterCount(sizes, createProteinModality()).total), (forwardFlops(sizes, workload) / 1e9).toFixed(0), (trainingStepFlops(sizes, workload) / 1e9).toFixed(0)].join(' | ')} |`;
  }).join('\n');
}

test('the table of docs/presets.md is what the code computes', () => {
  const page = readFileSync(path.join(__dirname, '../../../docs/presets.md'), 'utf8').split('\n').filter((line) => line.startsWith('| protein ')).join('\n');
  expect(page).toBe(table());
});

test('those for a laptop are small', () => {
  const millions = (name: 'tiny' | 'small') => parameterCount(config(proteinPresets[name]), createProteinModality()).total / 1e6;
  expect(millions('tiny')).toBeLessThan(3);
  expect(millions('small')).toBeLessThan(12);
});

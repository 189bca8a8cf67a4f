import { checkModelConfig, modelDefaults, parameterCount } from '@inrflow/core';
import { createProteinModality } from './modality/index.js';
import { proteinPresets, type ProteinPreset } from './presets.js';
import { ATOM_SLOTS } from './residues/index.js';

const config = (preset: ProteinPreset) => checkModelConfig({ ...modelDefaults, ...preset });
const presets: [string, ProteinPreset][] = Object.entries(proteinPresets);

test.each(presets)('%s: a whole network, with a place for every atom of a residue', (_, preset) => {
  expect(config(preset).pairsPerLatent).toBe(ATOM_SLOTS);
  expect((preset.width / preset.heads) % 2).toBe(0);
});

test.each([['S', 35], ['B', 138], ['L', 458], ['XL', 733]] as const)('%s has about the parameters of the paper', (name, millions) => {
  // With ESM-2 650M's 1 280 channels, as the paper's.
  const { total } = parameterCount(config(proteinPresets[name]), createProteinModality({ embeddingChannels: 1280 }));
  expect(total / (millions * 1e6)).toBeGreaterThan(0.9);
  expect(total / (millions * 1e6)).toBeLessThan(1.1);
});

test('those for a laptop are small', () => {
  const millions = (name: 'tiny' | 'small') => parameterCount(config(proteinPresets[name]), createProteinModality()).total / 1e6;
  expect(millions('tiny')).toBeLessThan(3);
  expect(millions('small')).toBeLessThan(12);
});

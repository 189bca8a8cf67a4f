import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AtomChemistry } from '@inrflow/atoms';
import { readSmiles } from './index.js';

const cases = JSON.parse(readFileSync(path.join(__dirname, '../testing/fixtures/chemistry.json'), 'utf8')) as { smiles: string; atoms: AtomChemistry[] }[];

/** Molecules for which OpenChemLib's rules differ: it counts every small ring, not a smallest set, and does not call rings with carbonyl groups aromatic. */
const DIFFERENT: Readonly<Record<string, 'rings' | 'aromatic'>> = { C1CC2CCC1C2: 'rings', 'Cn1cnc2c1c(=O)n(C)c(=O)n2C': 'aromatic' };

test.each(cases.map(({ smiles, atoms }) => [smiles, atoms] as const))('atoms of %s agree with RDKit, except for two stated rules', (smiles, expected) => {
  const { molecule: { atoms } } = readSmiles(smiles, smiles);
  const without = (atom: AtomChemistry) => Object.fromEntries(Object.entries(atom).filter(([field]) => field !== DIFFERENT[smiles]));
  expect(atoms.map(without)).toEqual(expected.map(without));
});

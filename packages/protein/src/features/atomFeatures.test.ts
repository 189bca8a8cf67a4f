import { CHEMISTRY_CHANNELS, chemistryOf, ELEMENTS } from '@inrflow/atoms';
import { ATOM_SLOTS, RESIDUE_TYPES, residueType } from '../residues/index.js';
import { createAtomFeatures, knownChannels } from './atomFeatures.js';

const featuresOf = createAtomFeatures();

test('chemistry has the layout of the paper', () => {
  expect([ELEMENTS.length, CHEMISTRY_CHANNELS]).toEqual([35, 46]);
  const atom = (residue: string, name: string) => residueType(residue)!.type.atoms.find((each) => each.name === name)!;
  const chemistry = chemistryOf(atom('TRP', 'CD2'));
  expect(chemistry.indexOf(1)).toBe(ELEMENTS.indexOf('C'));
  // degree 3, charge 0, no hydrogen, sp2, aromatic, two rings
  expect(chemistry.slice(35)).toEqual([3, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2]);
  expect(chemistryOf(atom('LYS', 'NZ')).slice(35)).toEqual([1, 1, 3, 0, 0, 1, 0, 0, 0, 0, 0]);
});

test('any two atoms of a residue differ by half a unit in some channel', () => {
  for (const { name } of RESIDUE_TYPES) {
    for (const terminal of [false, true]) {
      const atoms = [...featuresOf(name, terminal)!];
      for (const [one, { features }] of atoms) {
        expect(features).toHaveLength(knownChannels(8));
        for (const [other, { features: others }] of atoms) {
          if (one === other) continue;
          expect({ name, one, other, apart: Math.max(...features.map((x, i) => Math.abs(x - others[i]))) > 0.49 }).toEqual({ name, one, other, apart: true });
        }
      }
    }
  }
});

test('slots are fixed by type and name; the terminal oxygen has the last', () => {
  for (const { name, atoms } of RESIDUE_TYPES) {
    expect([...featuresOf(name, false)!].map(([atom, { slot }]) => [atom, slot])).toEqual(atoms.map((atom, i) => [atom.name, i]));
    expect(featuresOf(name, true)!.get('OXT')!.slot).toBe(ATOM_SLOTS - 1);
    expect(featuresOf(name, false)!.has('OXT')).toBe(false);
  }
  expect(featuresOf('HOH', false)).toBeUndefined();
});

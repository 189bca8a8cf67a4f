import { readStructure } from '../files/index.js';
import { fixture } from '../testing/structures.js';
import { residueType } from './index.js';

test.each(['1A8O.cif.gz', '1LCD.pdb.gz'])('the bonds of the table match a measured structure: %s', async (name) => {
  const types = new Set<string>();
  for (const chain of (await readStructure(fixture(name))).chains) {
    for (const residue of chain.residues) {
      types.add(residue.name);
      const { bonds } = residueType(residue.name)!.type;
      const names = residue.atoms.map((atom) => atom.name);
      const near = residue.atoms.flatMap((a, i) => residue.atoms.slice(i + 1)
        // Atoms two bonds apart are at least 2.1 Å apart; the longest bond, of a selenium in place of sulphur, is 1.95 Å.
        .filter((b) => Math.hypot(...a.position.map((x, axis) => x - b.position[axis])) < 2.05)
        .map((b) => [a.name, b.name].sort().join('–'))).filter((bond) => !bond.includes('OXT'));
      const expected = bonds.filter((bond) => bond.every((atom) => names.includes(atom))).map((bond) => [...bond].sort().join('–'));
      expect({ residue: `${residue.name} ${residue.number}`, bonds: near.sort() }).toEqual({ residue: `${residue.name} ${residue.number}`, bonds: expected.sort() });
    }
  }
  expect(types.size).toBeGreaterThan(14);
});

import type { Conformer } from '../molecules/index.js';

/** The largest number that a Molfile's V2000 columns can hold. */
const MOST = 999;

/** A title in a Molfile's first line: one line, no longer than its 80 columns. */
const titleOf = (text: string) => text.replace(/[\r\n]+/g, ' ').replace(/\$/g, '').slice(0, 80);
const columns = (value: number | string, width: number) => String(value).padStart(width);

/**
 * Writes a conformer as a record of SDF: a Molfile in V2000 without hydrogens, with aromatic bonds as a Kekulé structure. The format's default valences imply the hydrogens, including those of
 * charged atoms and of atoms with open valences.
 *
 * @throws RangeError if there are more than 999 atoms or bonds, or a position is not finite
 */
export function sdfOf({ molecule, positions }: Conformer, title = molecule.name): string {
  const { atoms, bonds } = molecule;
  if (atoms.length > MOST || bonds.length > MOST) throw new RangeError(`molecule '${molecule.name}' has ${atoms.length} atoms and ${bonds.length} bonds; a Molfile has room for ${MOST}`);
  if (positions.length !== 3 * atoms.length || !positions.every((x) => Math.abs(x) < 9999)) throw new RangeError(`positions of molecule '${molecule.name}' do not fit a Molfile: expected ${3 * atoms.length} numbers below 9 999 Å`);
  const places = atoms.map(({ element }, i) => `${[0, 1, 2].map((axis) => columns(positions[3 * i + axis].toFixed(4), 10)).join('')} ${element.padEnd(3)} 0${'  0'.repeat(11)}`);
  const links = bonds.map(({ atoms: [a, b], order }) => `${columns(a + 1, 3)}${columns(b + 1, 3)}${columns(order, 3)}  0`);
  const charged = atoms.flatMap(({ charge }, i) => (charge === 0 ? [] : [`${columns(i + 1, 4)}${columns(charge, 4)}`]));
  const charges = Array.from({ length: Math.ceil(charged.length / 8) }, (_, line) => charged.slice(8 * line, 8 * line + 8)).map((part) => `M  CHG${columns(part.length, 3)}${part.join('')}`);
  return [titleOf(title), '  inrflow           3D', '', `${columns(atoms.length, 3)}${columns(bonds.length, 3)}  0  0  0  0  0  0  0  0999 V2000`, ...places, ...links, ...charges, 'M  END', '$$$$', ''].join('\n');
}

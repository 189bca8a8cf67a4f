import { Molecule as Library } from 'openchemlib';
import { messageOf } from './library.js';
import type { Molecule } from '../molecules/index.js';
import { moleculeOf } from './moleculeOf.js';
import { heavyPositions, positionsProblem } from './positions.js';

/** A molecule that was read, with its positions if the text has three-dimensional ones. */
export interface ReadRecord {
  molecule: Molecule;
  /** Heavy atoms that were left out with other fragments, such as those of a salt. */
  leftOut: number;
  /** Å, `[atoms, 3]`; absent for SMILES and for drawings in a plane. */
  positions?: Float64Array;
}

/** Limits of reading. */
export interface ReadLimits {
  /** Most atoms besides hydrogens; any number by default. */
  maxAtoms?: number;
}

/** Longest SMILES that is parsed: far beyond any molecule that is modelled. */
const LONGEST_SMILES = 10_000;

/**
 * Reads a SMILES.
 *
 * @throws RangeError or Error that says what is wrong with it
 */
export function readSmiles(smiles: string, name: string, { maxAtoms }: ReadLimits = {}): ReadRecord {
  if (smiles.trim() === '') throw new RangeError('it is empty; expected SMILES');
  if (smiles.length > LONGEST_SMILES) throw new RangeError(`it has ${smiles.length} letters; expected at most ${LONGEST_SMILES}`);
  if (/[>]/.test(smiles)) throw new RangeError("it is a reaction; expected the SMILES of one molecule, without '>'");
  if (smiles.includes('*')) throw new RangeError("it has '*', an atom of no element; expected the SMILES of a whole molecule");
  let library: Library;
  try {
    library = Library.fromSmiles(smiles, { noCoordinates: true });
  } catch (error) {
    throw new RangeError(messageOf(error), { cause: error });
  }
  library.stripIsotopInfo();
  const { molecule, leftOut } = moleculeOf(library, name, maxAtoms);
  return { molecule, leftOut };
}

/** Number of atoms and bonds that a Molfile declares. */
function declared(lines: readonly string[]): number {
  if (/V3000\s*$/.test(lines[3] ?? '')) {
    const [, atoms = '0', bonds = '0'] = /^M {2}V30 COUNTS (\d{1,9}) (\d{1,9})/m.exec(lines.join('\n')) ?? [];
    return Number(atoms) + Number(bonds);
  }
  const counts = lines[3] ?? '';
  const [atoms, bonds] = [counts.slice(0, 3), counts.slice(3, 6)].map((text) => (/^ *\d+ *$/.test(text) ? Number(text) : NaN));
  if (!Number.isFinite(atoms + bonds)) throw new RangeError(`its fourth line is '${counts.slice(0, 40)}'; expected the numbers of atoms and bonds of a Molfile`);
  return atoms + bonds;
}

/** The same Molfile with the chiral flag set, so that centres are meant as drawn: many programs leave it out, and OpenChemLib would read a racemate. */
function asDrawn(lines: readonly string[]): string {
  if (/V3000\s*$/.test(lines[3] ?? '')) return lines.join('\n').replace(/^(M {2}V30 COUNTS \d+ \d+ \d+ \d+) 0/m, '$1 1');
  return [...lines.slice(0, 3), `${lines[3].slice(0, 12).padEnd(12)}  1${lines[3].slice(15)}`, ...lines.slice(4)].join('\n');
}

/** Positions of a Molfile's atoms, including hydrogens, `[atoms, 3]`. */
function placesOf(lines: readonly string[]): Float64Array {
  const rows = /V3000\s*$/.test(lines[3] ?? '')
    ? lines.flatMap((line) => [/^M {2}V30 +\d+ +[A-Za-z]\S* +(\S+) +(\S+) +(\S+) /.exec(`${line} `)?.slice(1) ?? []]).filter((row) => row.length === 3)
    : lines.slice(4, 4 + Number(lines[3].slice(0, 3))).map((line) => [line.slice(0, 10), line.slice(10, 20), line.slice(20, 30)]);
  return Float64Array.from(rows.flatMap((row, i) => row.map((text) => {
    if (text.trim() === '' || !Number.isFinite(Number(text))) throw new RangeError(`atom ${i + 1} is at '${row.join(' ').trim().slice(0, 40)}'; expected three numbers`);
    return Number(text);
  })));
}

/** Gives delocalized bonds the orders of a Kekulé structure, taken from the molecule's canonical text. */
function kekulized(library: Library): void {
  const delocalized = Array.from({ length: library.getAllBonds() }, (_, bond) => bond).filter((bond) => library.getBondType(bond) === Library.cBondTypeDelocalized);
  if (delocalized.length === 0) return;
  library.ensureHelperArrays(Library.cHelperCIP);
  const whole = Library.fromIDCode(library.getIDCode(), false);
  whole.ensureHelperArrays(Library.cHelperCIP);
  const [own, other] = [library.getFinalRanks(0), whole.getFinalRanks(0)];
  const orders = new Map(Array.from({ length: whole.getBonds() }, (_, bond) => [[0, 1].map((end) => other[whole.getBondAtom(end as 0 | 1, bond)]).sort((a, b) => a - b).join(), whole.getBondOrder(bond)]));
  for (const bond of delocalized) {
    const order = orders.get([0, 1].map((end) => own[library.getBondAtom(end as 0 | 1, bond)]).sort((a, b) => a - b).join());
    library.setBondType(bond, order === 2 ? Library.cBondTypeDouble : Library.cBondTypeSingle);
  }
}

/**
 * Reads a Molfile, V2000 or V3000. It has positions if its second line says 3D, or if any atom lies off the plane.
 *
 * @throws RangeError or Error that says what is wrong with it
 */
export function readMolfile(text: string, name: string, { maxAtoms }: ReadLimits = {}): ReadRecord {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.length < 5) throw new RangeError('it ends before its atoms; expected a Molfile');
  const count = declared(lines);
  if (count > lines.length) throw new RangeError(`it declares ${count} atoms and bonds, but has ${lines.length} lines`);
  const places = placesOf(lines);
  const isPlaced = places.length === 3 || places.some((x) => x !== 0);
  const inSpace = isPlaced && ((lines[1] ?? '').slice(18, 24).includes('3D') || places.some((x, at) => at % 3 === 2 && Math.abs(x) > 1e-3));
  // Check before the library sees the positions: it rearranges atoms that coincide.
  const problem = inSpace && positionsProblem(places);
  if (problem) throw new RangeError(problem);
  let library: Library;
  try {
    library = Library.fromMolfile(asDrawn(lines));
  } catch (error) {
    throw new RangeError(messageOf(error), { cause: error });
  }
  if (!library || library.getAllAtoms() === 0) throw new RangeError('no atoms were found in it; expected a Molfile, V2000 or V3000');
  library.stripIsotopInfo();
  kekulized(library);
  const { molecule, leftOut } = moleculeOf(library, name, maxAtoms);
  return { molecule, leftOut, ...(inSpace && { positions: heavyPositions(library, molecule.atoms.length) }) };
}

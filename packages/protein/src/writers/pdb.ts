import type { Atom, Chain, Residue } from '../chains/chain.js';
import { atomNameColumns, inStandardOrder } from './atomName.js';
import { checkChains, type StructureHeader } from './checkChains.js';

/** A value in a field of fixed width, right-aligned. */
function field(text: string, width: number, what: string): string {
  if (text.length > width) throw new RangeError(`${what} is ${text.trim()}, which takes more than the ${width} columns that PDB has for it; write mmCIF instead`);
  return text.padStart(width);
}

/** Lines of SEQRES: thirteen residues each. */
function sequenceLines(id: string, sequence: readonly string[]): string[] {
  const count = field(String(sequence.length), 4, `the number of residues of chain '${id}'`);
  return Array.from({ length: Math.ceil(sequence.length / 13) }, (_, i) => {
    const names = sequence.slice(13 * i, 13 * (i + 1)).map((name) => name.padStart(3)).join(' ');
    return `SEQRES ${field(String(i + 1), 3, `the number of SEQRES lines of chain '${id}'`)} ${id} ${count}  ${names}`;
  });
}

/** Columns 7 to 27 without the atom's name: serial number, then residue, chain, number and insertion code. */
const residueColumns = (id: string, { name, number, insertionCode }: Residue) =>
  `${name.padStart(3)} ${id}${field(String(number), 4, `a residue number of chain '${id}'`)}${field(insertionCode, 1, `an insertion code of chain '${id}'`)}`;

function atomLine(serial: number, id: string, residue: Residue, atom: Atom): string {
  const where = (what: string) => `${what} of atom ${atom.name} of residue ${residue.name} ${residue.number} of chain '${id}'`;
  const [x, y, z] = atom.position.map((value, k) => field(value.toFixed(3), 8, where(`coordinate ${'xyz'[k]}`)));
  const bFactor = field(atom.bFactor.toFixed(2), 6, where('the B-factor'));
  return `ATOM  ${field(String(serial), 5, 'an atom serial number')} ${atomNameColumns(atom)} ${residueColumns(id, residue)}   ${x}${y}${z}  1.00${bFactor}          ${atom.element.padStart(2)}`;
}

/**
 * Text of a PDB file (format 3.3) of chains: TITLE, SEQRES if a chain has a sequence, ATOM records in the residues' standard order with
 * occupancy 1, TER, END.
 *
 * @throws RangeError that names chain, residue and value if one does not fit into the format's columns or is not finite
 */
export function pdbOf(chains: Chain | readonly Chain[], { id: entry, title }: StructureHeader = {}): string {
  const list = checkChains(chains);
  for (const { id } of list) if (id.length !== 1) throw new RangeError(`chain '${id}' has an identifier of ${id.length} characters, but PDB has one column for it; write mmCIF instead`);
  const lines: string[] = [];
  if (entry !== undefined) lines.push(`HEADER    ${''.padEnd(52)}${entry.slice(0, 4)}`);
  // A title continues on further lines, numbered from 2.
  const words = title?.replace(/[^\x20-\x7e]/g, '?').match(/.{1,69}(?:\s|$)|.{69}/g) ?? [];
  words.slice(0, 99).forEach((part, i) => lines.push(i === 0 ? `TITLE     ${part.trimEnd()}` : `TITLE   ${String(i + 1).padStart(2)} ${part.trimEnd()}`));
  for (const { id, sequence } of list) if (sequence) lines.push(...sequenceLines(id, sequence));
  let serial = 0;
  for (const { id, residues } of list) {
    for (const residue of residues) for (const atom of inStandardOrder(residue.name, residue.atoms)) lines.push(atomLine(++serial, id, residue, atom));
    if (residues.length > 0) lines.push(`TER   ${field(String(++serial), 5, 'an atom serial number')}      ${residueColumns(id, residues[residues.length - 1])}`.trimEnd());
  }
  return [...lines, 'END'].map((line) => `${line.padEnd(80)}\n`).join('');
}

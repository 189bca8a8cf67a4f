import { gunzip } from '@inrflow/atoms';
import type { Chain } from '../chains/chain.js';
import type { ParsedStructure } from './atomSite.js';
import { residueLabel } from '../chains/residueLabel.js';
import { chainsOf, type UnknownResidue } from './chainsOf.js';
import { chooseChains } from './chooseChains.js';

type Parser = (bytes: Uint8Array) => Promise<ParsedStructure>;

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

// Parsers are loaded on first use: a page that only samples does not need them.
const pdb: Parser = async (bytes) => (await import('./parsePdb.js')).parsePdb(textOf(bytes));
const cif: Parser = async (bytes) => (await import('./parseCif.js')).parseCif(textOf(bytes));
const bcif: Parser = async (bytes) => (await import('./parseCif.js')).parseCif(bytes);

const PARSERS: Record<string, Parser> = { '.pdb': pdb, '.ent': pdb, '.cif': cif, '.mmcif': cif, '.bcif': bcif };

/** Endings of the files that are taken for structures; `.gz` may follow each. */
export const STRUCTURE_EXTENSIONS: readonly string[] = Object.keys(PARSERS);

/** The ending of a structure's name in lower case, without `.gz`; empty if it has none. */
function extensionOf(name: string): string {
  return /\.[^./]*$/.exec(name.toLowerCase().replace(/\.gz$/, ''))?.[0] ?? '';
}

/** Whether a name has the ending of a structure file. */
export function isStructureName(name: string): boolean {
  return Object.hasOwn(PARSERS, extensionOf(name));
}

/** A structure's name without its ending; a chain's identifier after a colon is kept. */
export function structureStem(name: string): string {
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const file = colon < 0 ? name : name.slice(0, colon);
  return (isStructureName(file) ? file.replace(/\.gz$/i, '').replace(/\.[^./]*$/, '') : file) + name.slice(file.length);
}

/** How a structure is read. Every field has a default. */
export interface StructureOptions {
  /** Number of the model in the file; the file's first model by default. */
  model?: number;
  /** Which protein chains: `all` (default), the `first`, the `longest` (the first on a tie), or an identifier. */
  chain?: string;
  /** Bytes that a gzipped file may unpack to; 256 MiB by default. */
  maxFileBytes?: number;
  /** What to do with residues without a standard parent: leave them out with a gap (`drop`, default), or throw an error (`refuse`). */
  unknownResidues?: 'drop' | 'refuse';
}

/** The protein of a structure file. */
export interface Structure {
  /** The entry's identifier, such as `1A8O`, if the file gives it. */
  id?: string;
  /** The entry's title, if the file gives it. */
  title?: string;
  /** Numbers of the file's models. */
  models: number[];
  chains: Chain[];
  /** Residues that were left out of these chains. */
  unknownResidues: UnknownResidue[];
}

/** Names a few of many. */
const some = (names: readonly string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/** The message that refuses unknown residues. */
export const refusalOf = (residues: readonly string[]): string => `unknown ${some(residues)}; expected standard residues or modified ones with a standard parent`;

/**
 * Reads the protein chains of a PDB, mmCIF or BinaryCIF file, plain or gzipped, by these rules:
 *
 * - One model: the file's first, or the requested one.
 * - Chains are those that the authors named; in PDB a chain also ends at its `TER`, where its segment (columns 73 to 76) changes, where its
 *   numbers go back to its first or before without a bond, and where a residue recurs. Waters, ligands, nucleic acids and hydrogens are left out.
 * - One conformer of each residue: the alternate location with the highest sum of occupancies, the first on a tie; atoms that it lacks come from the next.
 * - Modified residues are read as the standard ones from which they were made, by the file's own table (`MODRES`, `pdbx_struct_mod_residue`) or a
 *   built-in one, with the atoms that both have; selenium counts as the sulphur that it replaces. Other residues are left out with a gap.
 * - A residue's place follows from mmCIF's `label_seq_id`, if the sequence has the same residues there, or from finding them in it; in PDB from `SEQRES`, or without it from residue
 *   numbers (decimal or hybrid-36) and peptide bonds.
 *   Insertion codes only name residues. Missing atoms are left out; a residue without any is missing.
 * - `OXT` is kept only at the last residue of the whole chain.
 *
 * @throws Error whose message gives the reason, with chain and residue: an ending that is not read, not a structure file, no protein in it, no
 * such model or chain, atoms without coordinates, or unknown residues if they are refused
 */
export async function readStructure({ name, bytes }: { name: string; bytes: Uint8Array }, { model, chain = 'all', maxFileBytes, unknownResidues = 'drop' }: StructureOptions = {}): Promise<Structure> {
  if (!isStructureName(name)) throw new Error(`files that end in '${extensionOf(name)}' are not read; expected one of ${STRUCTURE_EXTENSIONS.join(', ')}, each also with .gz`);
  const plain = await gunzip(bytes, maxFileBytes);
  if (plain.length === 0) throw new Error('the file has zero bytes');
  const parsed = await PARSERS[extensionOf(name)](plain);
  const number = model ?? parsed.models[0];
  if (!parsed.models.includes(number)) throw new Error(`it has no model ${number}; expected ${parsed.models.length === 1 ? '' : 'one of '}${some(parsed.models.map(String))}`);
  const found = chainsOf(parsed, number);
  const all = found.filter(({ chain: { residues } }) => residues.length > 0);
  const left = found.flatMap(({ unknown }) => unknown);
  if (all.length === 0) throw new Error(`no protein in it${left.length > 0 ? `: ${left.length} unknown residues, such as ${residueLabel(left[0])}` : ''}`);
  const chosen = chooseChains(all.map(({ chain: { id, residues } }) => ({ id, residues: residues.length })), chain).map((i) => all[i]);
  const unknown = chosen.flatMap((one) => one.unknown);
  if (unknown.length > 0 && unknownResidues === 'refuse') throw new Error(refusalOf(unknown.map(residueLabel)));
  return {
    ...(parsed.id && { id: parsed.id }), ...(parsed.title && { title: parsed.title }), models: parsed.models, chains: chosen.map((one) => one.chain), unknownResidues: unknown,
  };
}

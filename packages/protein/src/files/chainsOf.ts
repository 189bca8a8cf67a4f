import type { Atom, Chain, Residue } from '../chains/chain.js';
import { parentOf } from '../chains/parents.js';
import { residueLabel, type ResidueName } from '../chains/residueLabel.js';
import { STANDARD_RESIDUES, UNKNOWN_RESIDUE } from '../chains/standardResidues.js';
import { TERMINAL_OXYGEN_NAME } from '../residues/residues.js';
import type { AtomSite, ParsedStructure } from './atomSite.js';
import { residueOf, type FileResidue } from './conformer.js';
import { MOST_PLACES } from './parseCif.js';
import { placesOf } from './places.js';

/** A residue that was left out because it has no standard parent; its name is the file's. */
export type UnknownResidue = ResidueName;

/** Groups that cap a chain's ends: not residues, though sequences list them. */
const CAPS = new Set(['ACE', 'FOR', 'NH2', 'NME']);

/** A run of atoms of one residue, as the file lists them. */
interface Run {
  number: number;
  insertionCode: string;
  atoms: AtomSite[];
}

const positionOf = ({ atoms }: Run, name: string) => atoms.find((atom) => atom.name === name)?.position;

/** Whether a peptide bond (1.33 Å) leads from one residue to another. */
function areBonded(from: Run, to: Run): boolean {
  const [c, n] = [positionOf(from, 'C'), positionOf(to, 'N')];
  return c !== undefined && n !== undefined && Math.hypot(...c.map((x, k) => x - n[k])) < 2;
}

/** Largest distance in Å between two atoms of a residue, with some margin. */
const WITHIN = 12;

/** Whether atoms that come later in the file continue an earlier residue: it has none of them yet, and they lie near it. */
function goesOn(there: readonly AtomSite[], { atoms }: Run): boolean {
  const names = new Set(there.map(({ name, alternate }) => `${name} ${alternate}`));
  if (atoms.some(({ name, alternate }) => names.has(`${name} ${alternate}`))) return false;
  return Math.hypot(...atoms[0].position.map((x, k) => x - there[0].position[k])) < WITHIN || !atoms[0].position.every(Number.isFinite);
}

/**
 * Cuts a chain where, without a bond, its numbers go back to its first or before, or where a residue recurs: two molecules that a program wrote under one letter without a `TER`. Alternate
 * locations and further atoms of an earlier residue belong to that residue; waters and ligands are ignored.
 */
function splitWhereNumbersRestart(chain: AtomSite[], parents: ReadonlyMap<string, string>): AtomSite[][] {
  if (chain[0].sequenceNumber !== undefined) return [chain];
  const parts: AtomSite[][] = [[]];
  let seen = new Map<string, AtomSite[]>();
  let [last, before]: (Run | undefined)[] = [undefined, undefined];
  let first: number | undefined;
  for (const [i, atom] of chain.entries()) {
    const { number, insertionCode } = atom;
    if (!isOfResidue(atom, parents)) {
      parts[parts.length - 1].push(atom);
      continue;
    }
    const key = `${number} ${insertionCode}`;
    if (!last || !Object.is(last.number, number) || last.insertionCode !== insertionCode) {
      [before, last] = [last, { number, insertionCode, atoms: [] }];
      last.atoms.push(...chain.slice(i, i + 30).filter((other) => Object.is(other.number, number) && other.insertionCode === insertionCode));
      const there = seen.get(key);
      // The numbers of fused proteins go back as well, but hardly to before their first.
      const isRestart = there ? !goesOn(there, last) : before && first !== undefined && number < before.number && number <= first && !areBonded(before, last);
      if (isRestart) {
        parts.push([]);
        [seen, first] = [new Map(), undefined];
      }
      first ??= number;
    }
    parts[parts.length - 1].push(atom);
    const there = seen.get(key);
    if (there) there.push(atom);
    else seen.set(key, [atom]);
  }
  return parts.filter((part) => part.length > 0);
}

/** Atoms by the chain that they belong to, in the file's order. */
function byChain(atoms: readonly AtomSite[], parents: ReadonlyMap<string, string>): AtomSite[][] {
  const chains = new Map<string, AtomSite[]>();
  for (const atom of atoms) {
    if (atom.inPolymer === false) continue;
    const chain = chains.get(atom.group);
    if (chain) chain.push(atom);
    else chains.set(atom.group, [atom]);
  }
  return [...chains.values()].flatMap((chain) => splitWhereNumbersRestart(chain, parents));
}

/** Whether an atom belongs to a residue that can stand in a chain, rather than to a water or a ligand. */
const isOfResidue = ({ isAtom, inPolymer, residue }: AtomSite, parents: ReadonlyMap<string, string>) => isAtom || inPolymer === true || parentOf(residue, parents) !== undefined;

function residuesOf(atoms: readonly AtomSite[], parents: ReadonlyMap<string, string>): FileResidue[] {
  const residues = new Map<string, AtomSite[]>();
  for (const atom of atoms) {
    const counts = isOfResidue(atom, parents);
    if (!Number.isInteger(atom.number)) {
      if (!counts) continue;
      throw new Error(`a ${atom.residue} of chain '${atom.chain}' has no residue number; expected an integer`);
    }
    // A water or a ligand may have a residue's number without being part of it.
    const key = `${atom.sequenceNumber ?? ''} ${atom.number} ${atom.insertionCode}${counts ? '' : ` ${atom.residue}`}`;
    const residue = residues.get(key);
    if (residue) residue.push(atom);
    else residues.set(key, [atom]);
  }
  return [...residues.values()].map((sites) => residueOf(sites, parents));
}

/** Whether a residue is part of the chain: because the file says so, because it is known, or because it has a peptide's backbone. */
function isLink({ name, atoms }: FileResidue, saidToBe: boolean): boolean {
  return name !== undefined || saidToBe || ['N', 'CA', 'C'].every((atom) => atoms.has(atom));
}

function atomsOf(residue: FileResidue & { name: string }, chain: string, isLast: boolean): Atom[] {
  return [...STANDARD_RESIDUES[residue.name].atoms, ...(isLast ? [TERMINAL_OXYGEN_NAME] : [])].flatMap((name): Atom[] => {
    const site = residue.atoms.get(name);
    if (!site) return [];
    if (!site.position.every(Number.isFinite)) {
      throw new Error(`atom ${site.name} of ${residueLabel({ chain, ...residue, name: residue.fileName })} has no coordinates; expected three numbers`);
    }
    // The element of every standard atom is the first letter of its name.
    return [{ name, element: name[0], position: site.position, bFactor: site.bFactor }];
  });
}

/** A protein chain and the residues that were left out of it; undefined if the atoms are not a protein's. */
function chainOf(atoms: readonly AtomSite[], { polymers, parents }: ParsedStructure): { chain: Chain; unknown: UnknownResidue[] } | undefined {
  const [{ chain: id, entity, inPolymer }] = atoms;
  const { type, sequence = [] } = polymers.get(entity) ?? {};
  if (type !== undefined && !/polypeptide/i.test(type)) return undefined;
  const links = residuesOf(atoms, parents).filter((residue) => isLink(residue, inPolymer === true && sequence.length > 0));
  const isKnown = (residue: FileResidue): residue is FileResidue & { name: string } => residue.name !== undefined && residue.atoms.size > 0;
  const unknown = links.filter(({ name, fileName }) => name === undefined && !CAPS.has(fileName)).map(({ fileName, number, insertionCode }) => ({ chain: id, name: fileName, number, insertionCode }));
  // If the file does not give its type, a chain without known residues is taken for something else, such as DNA.
  if (!links.some(isKnown) && type === undefined) return undefined;
  const placed = placesOf(links, Array.from(sequence, (name) => parentOf(name ?? '', parents) ?? UNKNOWN_RESIDUE));
  const span = (placed.places.at(-1) ?? 0) - (placed.places[0] ?? 0);
  if (!(span <= MOST_PLACES)) throw new Error(`chain '${id}' has ${links.length} residues over ${span + 1} places; expected at most ${MOST_PLACES}`);
  const length = placed.sequence?.length ?? (placed.places.at(-1) ?? -1) + 1;
  const residues = links.flatMap((residue, i): Residue[] => {
    if (!isKnown(residue)) return [];
    const { name, number, insertionCode } = residue;
    const place = placed.places[i];
    return [{ name, number, insertionCode, place, atoms: atomsOf(residue, id, place === length - 1) }];
  }).filter((residue) => residue.atoms.length > 0);
  if (!placed.sequence) {
    // Without a sequence the chain begins at its first residue.
    const first = residues[0]?.place ?? 0;
    for (const residue of residues) residue.place -= first;
  }
  return { chain: { id, residues, ...(placed.sequence && { sequence: placed.sequence }) }, unknown };
}

/**
 * The protein chains of a model, in the file's order, with the residues that were left out of each.
 *
 * @throws Error that names chain and residue if an atom has no coordinates or a residue no number
 */
export function chainsOf(structure: ParsedStructure, model: number): { chain: Chain; unknown: UnknownResidue[] }[] {
  return byChain(structure.atoms(model), structure.parents).flatMap((atoms) => chainOf(atoms, structure) ?? []);
}

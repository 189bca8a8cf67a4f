import { UNKNOWN_RESIDUE } from '../chains/standardResidues.js';
import type { FileResidue } from './conformer.js';

const nameOf = ({ name }: FileResidue) => name ?? UNKNOWN_RESIDUE;

function distance(a: FileResidue, atomA: string, b: FileResidue, atomB: string): number | undefined {
  const [from, to] = [a.atoms.get(atomA)?.position, b.atoms.get(atomB)?.position];
  return from && to && Math.hypot(...from.map((x, k) => x - to[k]));
}

/** Whether two residues follow each other: they have a peptide bond (1.33 Å) or, if its atoms are missing, their α carbons are 3.8 Å apart. */
function areBonded(a: FileResidue, b: FileResidue): boolean {
  const bond = distance(a, 'C', b, 'N');
  return bond !== undefined ? bond < 2 : (distance(a, 'CA', b, 'CA') ?? Infinity) < 4.5;
}

/** Places by the residues' numbers: a gap where numbers are missing and there is no peptide bond. */
export function placesByNumber(residues: readonly FileResidue[]): number[] {
  const places: number[] = [];
  residues.forEach((residue, i) => {
    if (i === 0) return places.push(0);
    const before = residues[i - 1];
    const step = Math.max(residue.number - before.number, (residue.sequenceNumber ?? 0) - (before.sequenceNumber ?? 0));
    return places.push(places[i - 1] + (step > 1 && !areBonded(before, residue) ? step : 1));
  });
  return places;
}

/** Runs of residues without a gap between them, by their places. */
function runsOf(places: readonly number[]): { start: number; end: number }[] {
  const starts = places.flatMap((place, i) => (i === 0 || place !== places[i - 1] + 1 ? [i] : []));
  return starts.map((start, k) => ({ start, end: starts[k + 1] ?? places.length }));
}

/** Most comparisons of names: repetitive sequences would need the square of their length. */
const MOST_COMPARED = 5_000_000;

/**
 * Places of residues in a sequence that contains them in this order, each gapless run in one piece: where the numbers put it if the names
 * agree, else at the nearest place after the previous run where they do.
 *
 * @returns undefined if some run is nowhere in the sequence, or finding it would take too long
 */
export function placesInSequence(residues: readonly FileResidue[], sequence: readonly string[]): number[] | undefined {
  const byNumber = placesByNumber(residues);
  let compared = 0;
  const agrees = (from: number, to: number, shift: number) => {
    for (let i = from; i < to; i++, compared++) if (sequence[byNumber[i] + shift] !== nameOf(residues[i])) return false;
    return true;
  };
  const places = new Array<number>(residues.length);
  let [shift, next] = [undefined as number | undefined, 0];
  // Try all runs together first, so that a short run at the start does not settle on a chance match.
  for (let s = 0; shift === undefined && s + (byNumber.at(-1) ?? 0) < sequence.length && compared < MOST_COMPARED; s++) if (agrees(0, residues.length, s)) shift = s;
  for (const { start, end } of runsOf(byNumber)) {
    let best: number | undefined;
    const expected = byNumber[start] + (shift ?? 0);
    for (let place = next; place + end - start <= sequence.length; place++) {
      if (compared > MOST_COMPARED) return undefined;
      if (agrees(start, end, place - byNumber[start]) && (best === undefined || Math.abs(place - expected) < Math.abs(best - expected))) best = place;
    }
    if (best === undefined) return undefined;
    for (let i = start; i < end; i++) places[i] = best + i - start;
    shift = best - byNumber[start];
    next = best + end - start;
  }
  return places;
}

/**
 * Places of a chain's residues along it, from 0, and the whole sequence if the file gives one: by the file's own numbering of the sequence
 * (mmCIF's `label_seq_id`), else by finding the residues in the sequence (PDB's `SEQRES`), else by the residues' numbers.
 *
 * @param sequence standard names by place, `UNK` for unknown ones; empty if the file gives none
 */
export function placesOf(residues: readonly FileResidue[], sequence: readonly string[]): { places: number[]; sequence?: string[] } {
  const withNames = (places: number[]) => {
    const names = [...sequence];
    places.forEach((place, i) => (names[place] = nameOf(residues[i])));
    return { places, sequence: names };
  };
  const numbers = residues.map(({ sequenceNumber }) => sequenceNumber ?? 0);
  // Without a sequence these numbers mean little: some programs only count residues that have a position.
  const ascend = numbers.every((number, i) => number > (i === 0 ? 0 : numbers[i - 1]));
  const fits = ascend && numbers.length > 0 && numbers[numbers.length - 1] <= sequence.length;
  // If the sequence has other residues under these numbers, they only count residues that have a position, contrary to the format.
  const agrees = fits && residues.every((residue, i) => [nameOf(residue), UNKNOWN_RESIDUE].includes(sequence[numbers[i] - 1]) || residue.name === undefined);
  if (agrees) return withNames(numbers.map((number) => number - 1));
  const found = sequence.length > 0 ? placesInSequence(residues, sequence) : undefined;
  if (found) return withNames(found);
  // The names are nowhere in the sequence in this order: a sequence of something else, or a residue that shares its place with another.
  return fits ? withNames(numbers.map((number) => number - 1)) : { places: placesByNumber(residues) };
}

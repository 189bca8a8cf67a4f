import { atomNames, mirrored, positionsOf, reference, residueOf, whole } from '../testing/fixtureProteins.js';
import { lddt } from './lddt.js';
import { bestSymmetricNames, exchangeableNames } from './symmetricNames.js';

const sequence = whole.sequence.split(' ');
const renamed = (positions: Float64Array) => bestSymmetricNames(positions, reference, residueOf, atomNames, sequence);
const shaken = positionsOf(whole.shaken);

/** The reference with the names of symmetric side chains exchanged. */
const exchanged = reference.slice();
for (const [residue, name] of sequence.entries()) {
  for (const pair of exchangeableNames[name] ?? []) {
    const [first, second] = pair.map((wanted) => atomNames.findIndex((atom, i) => atom === wanted && residueOf[i] === residue) * 3);
    exchanged.set(reference.subarray(first, first + 3), second);
    exchanged.set(reference.subarray(second, second + 3), first);
  }
}

test('renames the residues of a shaken chain that brute force does, to its lDDT', () => {
  const best = renamed(shaken);
  const changed = new Set([...residueOf].filter((_, atom) => best[atom * 3] !== shaken[atom * 3]));
  expect([...changed]).toEqual(whole.renamed);
  expect(whole.renamed.length).toBeGreaterThan(3);
  expect(lddt(best, reference, residueOf).value).toBeCloseTo(whole.allAtomLddtOfRenamed.value, 12);
});

test('names that say the same otherwise cost nothing; right names stay', () => {
  expect(lddt(exchanged, reference, residueOf).value).toBeLessThan(0.97);
  expect(renamed(exchanged)).toEqual(reference);
  expect(renamed(reference)).toEqual(reference);
  expect(renamed(mirrored(reference))).toEqual(mirrored(reference));
});

test('a side chain with one of two atoms missing keeps its names where those are right', () => {
  const atom = atomNames.findIndex((name, i) => name === 'OD1' && sequence[residueOf[i]] === 'ASP');
  const lacking = reference.map((value, k) => (Math.floor(k / 3) === atom ? NaN : value));
  expect(renamed(lacking)).toEqual(lacking);
});

test('bad input is named', () => {
  expect(() => bestSymmetricNames(reference, reference, residueOf, [], sequence)).toThrow('and 0 names');
});

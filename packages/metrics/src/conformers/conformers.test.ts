import { readFileSync } from 'node:fs';
import path from 'node:path';
import { averageConformerScores, conformerScores, graphAutomorphisms, symmetricSuperposition } from './index.js';

interface Case {
  smiles: string;
  nodes: number[];
  edges: [number, number, string][];
  automorphisms: number;
  conformers: Float64Array[];
  rmsd: number[][];
}

type Stored = Omit<Case, 'conformers'> & { conformers: number[][] };
const stored = JSON.parse(readFileSync(path.join(__dirname, '../testing/fixtures/conformers.json'), 'utf8')) as { cases: Stored[] };
const cases: Case[] = stored.cases.map((each) => ({ ...each, conformers: each.conformers.map((positions) => Float64Array.from(positions)) }));

describe.each(cases.map((each) => [each.smiles, each] as const))('%s', (_, { nodes, edges, automorphisms, conformers, rmsd }) => {
  const { permutations, complete } = graphAutomorphisms({ nodes, edges });

  test('has the automorphisms that RDKit finds, the identity first', () => {
    expect([permutations.length, complete]).toEqual([automorphisms, true]);
    expect([...permutations[0]]).toEqual(nodes.map((__, i) => i));
    const joined = new Set(edges.flatMap(([a, b, label]) => [`${a} ${b} ${label}`, `${b} ${a} ${label}`]));
    for (const permutation of permutations) {
      expect([...permutation].map((atom) => nodes[atom])).toEqual(nodes);
      expect(edges.every(([a, b, label]) => joined.has(`${permutation[a]} ${permutation[b]} ${label}`))).toBe(true);
    }
  });

  test("has RDKit's symmetric RMSDs, and its motion gives them", () => {
    conformers.forEach((moving, i) => conformers.forEach((fixed, j) => {
      const { rmsd: found, rotation: r, translation: t, permutation } = symmetricSuperposition(moving, fixed, permutations);
      expect(found).toBeCloseTo(rmsd[i][j], 3);
      const sum = moving.reduce((total, ___, at) => {
        const [atom, axis] = [Math.floor(at / 3), at % 3];
        return total + (r[3 * axis] * moving[3 * atom] + r[3 * axis + 1] * moving[3 * atom + 1] + r[3 * axis + 2] * moving[3 * atom + 2] + t[axis] - fixed[3 * permutation[atom] + axis]) ** 2;
      }, 0);
      expect(Math.sqrt(sum / nodes.length)).toBeCloseTo(found, 9);
    }));
  });
});

test('automorphisms of a ring, a star and two nodes apart by hand; a limit is kept and reported', () => {
  const ring = (size: number) => Array.from({ length: size }, (_, i): [number, number] => [i, (i + 1) % size]);
  expect(graphAutomorphisms({ nodes: [1, 1, 1, 1, 1, 1], edges: ring(6) }).permutations).toHaveLength(12);
  expect(graphAutomorphisms({ nodes: [0, 1, 1, 1, 1], edges: [[0, 1], [0, 2], [0, 3], [0, 4]] }).permutations).toHaveLength(24);
  expect(graphAutomorphisms({ nodes: [1, 1], edges: [] }).permutations).toHaveLength(2);
  const limited = graphAutomorphisms({ nodes: [0, 1, 1, 1, 1], edges: [[0, 1], [0, 2], [0, 3], [0, 4]] }, 5);
  expect([limited.permutations.length, limited.complete]).toEqual([5, false]);
  expect(() => graphAutomorphisms({ nodes: [1], edges: [[0, 1]] })).toThrow('edge 0–1 does not join two of 1 nodes');
});

test('coverage and average minimum RMSD by hand', () => {
  const scores = conformerScores([[0.2, 0.9, 1.5], [1, 0.6, 0.4]], 0.5);
  expect(scores).toEqual({ coverageRecall: 1, averageMinimumRecall: expect.closeTo(0.3, 12), coveragePrecision: 2 / 3, averageMinimumPrecision: expect.closeTo(1.2 / 3, 12) });
  // Nearer than the threshold, not at it.
  expect(conformerScores([[0.5]], 0.5).coverageRecall).toBe(0);
  const { mean, median } = averageConformerScores([scores, conformerScores([[2]], 0.5), conformerScores([[1]], 0.5)]);
  expect([mean.coverageRecall, median.coverageRecall, median.averageMinimumRecall]).toEqual([1 / 3, 0, 1]);
  expect(() => conformerScores([], 0.5)).toThrow('0 references and 0 conformers');
  expect(() => conformerScores([[1], []], 0.5)).toThrow('a full table');
  expect(() => averageConformerScores([])).toThrow('no molecules');
});

test('a mirror image is not laid on its original, and faults are named', () => {
  const { conformers: [conformer] } = cases.find(({ smiles }) => smiles.includes('@'))!;
  expect(symmetricSuperposition(conformer, conformer).rmsd).toBeCloseTo(0, 6);
  expect(symmetricSuperposition(Float64Array.from(conformer, (x, at) => (at % 3 ? x : -x)), conformer).rmsd).toBeGreaterThan(0.2);
  expect(() => symmetricSuperposition(Float64Array.of(0, 0, 0), Float64Array.of(0, 0, 0, 1, 1, 1))).toThrow('a conformer of 3 numbers cannot be laid on one of 6');
  expect(() => symmetricSuperposition(Float64Array.of(0, NaN, 0), Float64Array.of(0, 0, 0))).toThrow('the moving conformer has NaN at 1');
});

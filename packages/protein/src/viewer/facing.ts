import type { Chain } from '../chains/chain.js';
import { symmetricEigen } from '../features/symmetricEigen.js';

type Position = readonly [x: number, y: number, z: number];

/**
 * The motion that shows chains from their broad side: their atoms' mean comes to the origin, and the principal axes of their spread along x
 * (the widest), y and z. Two axes are eigenvectors of the covariance and the third is their cross product, so that nothing is mirrored.
 */
export function facing(chains: readonly Chain[]): (position: Position) => [x: number, y: number, z: number] {
  const positions = chains.flatMap(({ residues }) => residues.flatMap(({ atoms }) => atoms.map(({ position }) => position)));
  const mean = [0, 1, 2].map((axis) => positions.reduce((sum, position) => sum + position[axis], 0) / positions.length);
  const covariance = new Float64Array(9);
  for (const position of positions) for (let at = 0; at < 9; at++) covariance[at] += (position[at % 3] - mean[at % 3]) * (position[Math.floor(at / 3)] - mean[Math.floor(at / 3)]);
  const { vectors } = symmetricEigen(covariance, 3);
  const [wide, high] = [vectors.subarray(6, 9), vectors.subarray(3, 6)];
  const deep = [wide[1] * high[2] - wide[2] * high[1], wide[2] * high[0] - wide[0] * high[2], wide[0] * high[1] - wide[1] * high[0]];
  const along = (axis: ArrayLike<number>, position: Position) => [0, 1, 2].reduce((sum, k) => sum + axis[k] * (position[k] - mean[k]), 0);
  return (position) => [along(wide, position), along(high, position), along(deep, position)];
}

/**
 * A chain as a viewer needs it: moved, and with its residues numbered by place, so that what is a gap in the chain is one in the numbers and
 * nothing else is.
 */
export function toShow({ residues }: Chain, move: ReturnType<typeof facing>): Chain {
  return {
    id: 'A',
    residues: residues.map((residue) => ({
      ...residue,
      number: residue.place + 1,
      insertionCode: '',
      atoms: residue.atoms.map((atom) => ({ ...atom, bFactor: 0, position: move(atom.position) })),
    })),
  };
}

import { isMissing, type AtomPositions } from './positions.js';

/** Maximum number of cells along an axis, so that distant atoms cost no memory. */
const mostCells = 64;

/**
 * Visits every pair of atoms nearer than a radius once, by a grid of cells that are at least as wide as the radius: O(atoms) for a
 * protein. Missing atoms have no pairs.
 *
 * @param positions Å, `[atoms, 3]`
 * @param radius Å; pairs at just this distance are left out
 * @param visit called with i < j and their distance in Å
 */
export function forEachNearPair(positions: AtomPositions, radius: number, visit: (i: number, j: number, distance: number) => void): void {
  const atoms = positions.length / 3;
  const [low, width, cells] = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
  for (let axis = 0; axis < 3; axis++) {
    let [least, most] = [Infinity, -Infinity];
    for (let i = 0; i < atoms; i++) {
      if (isMissing(positions, i)) continue;
      least = Math.min(least, positions[i * 3 + axis]);
      most = Math.max(most, positions[i * 3 + axis]);
    }
    if (least > most) return;
    low[axis] = least;
    width[axis] = Math.max(radius, (most - least) / mostCells);
    cells[axis] = Math.floor((most - least) / width[axis]) + 1;
  }
  // Each cell is a chain: its last atom in `heads`, each atom's predecessor in `before`.
  const heads = new Int32Array(cells[0] * cells[1] * cells[2]).fill(-1);
  const before = new Int32Array(atoms);
  for (let j = 0; j < atoms; j++) {
    if (isMissing(positions, j)) continue;
    const [x, y, z] = [positions[j * 3], positions[j * 3 + 1], positions[j * 3 + 2]];
    const [cx, cy, cz] = [Math.floor((x - low[0]) / width[0]), Math.floor((y - low[1]) / width[1]), Math.floor((z - low[2]) / width[2])];
    for (let a = Math.max(0, cx - 1); a <= Math.min(cells[0] - 1, cx + 1); a++) {
      for (let b = Math.max(0, cy - 1); b <= Math.min(cells[1] - 1, cy + 1); b++) {
        for (let c = Math.max(0, cz - 1); c <= Math.min(cells[2] - 1, cz + 1); c++) {
          for (let i = heads[(a * cells[1] + b) * cells[2] + c]; i >= 0; i = before[i]) {
            const distance = Math.sqrt((positions[i * 3] - x) ** 2 + (positions[i * 3 + 1] - y) ** 2 + (positions[i * 3 + 2] - z) ** 2);
            if (distance < radius) visit(i, j, distance);
          }
        }
      }
    }
    const own = (cx * cells[1] + cy) * cells[2] + cz;
    before[j] = heads[own];
    heads[own] = j;
  }
}

/** Bits of each axis: cells of 1/1024 of the cube's edge, 30 bits in all. */
export const CURVE_BITS = 10;
/** Number of cells along an axis. */
export const CURVE_CELLS = 1 << CURVE_BITS;

/**
 * Position of a cell along the three-dimensional Hilbert curve, whose neighbours are also neighbours in space (Skilling, 2004: undo the
 * rotations from the highest bit down, then Gray-decode).
 *
 * @param x,y,z cell along each axis, integers in [0, 1024)
 * @returns integer in [0, 2³⁰)
 */
export function hilbertCode(x: number, y: number, z: number): number {
  const cell = [x, y, z];
  for (let bit = CURVE_CELLS >> 1; bit > 1; bit >>= 1) {
    const below = bit - 1;
    for (let axis = 0; axis < 3; axis++) {
      if (cell[axis] & bit) cell[0] ^= below;
      else exchange(cell, axis, below);
    }
  }
  for (let axis = 1; axis < 3; axis++) cell[axis] ^= cell[axis - 1];
  let flip = 0;
  for (let bit = CURVE_CELLS >> 1; bit > 1; bit >>= 1) if (cell[2] & bit) flip ^= bit - 1;
  for (let axis = 0; axis < 3; axis++) cell[axis] ^= flip;
  let code = 0;
  for (let bit = CURVE_BITS - 1; bit >= 0; bit--) for (let axis = 0; axis < 3; axis++) code = (code << 1) | ((cell[axis] >> bit) & 1);
  return code;
}

/**
 * The cell at a position of the curve: the inverse of {@link hilbertCode}.
 *
 * @returns x, y, z, integers in [0, 1024)
 */
export function hilbertCell(code: number): [x: number, y: number, z: number] {
  const cell: [number, number, number] = [0, 0, 0];
  for (let bit = CURVE_BITS - 1; bit >= 0; bit--) for (let axis = 0; axis < 3; axis++) cell[axis] |= ((code >> (3 * bit + 2 - axis)) & 1) << bit;
  const last = cell[2] >> 1;
  for (let axis = 2; axis > 0; axis--) cell[axis] ^= cell[axis - 1];
  cell[0] ^= last;
  for (let bit = 2; bit !== CURVE_CELLS; bit <<= 1) {
    const below = bit - 1;
    for (let axis = 2; axis >= 0; axis--) {
      if (cell[axis] & bit) cell[0] ^= below;
      else exchange(cell, axis, below);
    }
  }
  return cell;
}

/** Exchanges the low bits of an axis with those of the first. */
function exchange(cell: number[], axis: number, below: number): void {
  const differing = (cell[0] ^ cell[axis]) & below;
  cell[0] ^= differing;
  cell[axis] ^= differing;
}

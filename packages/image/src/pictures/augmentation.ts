import { normalValues, uniformValues, type Address } from '@inrflow/core';

/** Numbers that say how a picture was augmented: mirrored or not, moved along x and y, the binary logarithm of its scale, sine and cosine (less 1) of its angle. All zeros for an unaugmented picture. */
export const AUGMENTATION_CHANNELS = 6;

/** Standard deviations: of a move, in half edges; of the binary logarithm of the scale; of the angle, in radians. */
const [MOVE, SCALE, ANGLE] = [0.125, 0.2, 0.25];

/** How a picture is augmented: mirrored, scaled, turned and moved, in this order. */
export interface Augmentation {
  /** Whether left and right are exchanged. */
  mirrored: boolean;
  /** In half edges. */
  move: readonly [x: number, y: number];
  /** Factor of the size: above 1 the picture grows. */
  scale: number;
  /** In radians. */
  angle: number;
}

/**
 * Draws an augmentation, each of whose parts is applied with this probability.
 *
 * @returns undefined if no part is applied
 */
export function drawAugmentation(address: Address, probability: number): Augmentation | undefined {
  const stream = `${address.stream}/augmentation`;
  const [mirror, move, scale, turn] = uniformValues({ ...address, stream }, 4).map((u) => (u < probability ? 1 : 0));
  if (mirror + move + scale + turn === 0) return undefined;
  const [x, y, size, angle] = normalValues({ ...address, stream: `${stream}, how much` }, 4);
  return { mirrored: mirror === 1, move: [move * MOVE * x, move * MOVE * y], scale: 2 ** (scale * SCALE * size), angle: turn * ANGLE * angle };
}

/** Encodes an augmentation, or none, for the network: {@link AUGMENTATION_CHANNELS} numbers. */
export function augmentationVector(augmentation?: Augmentation): Float32Array {
  if (!augmentation) return new Float32Array(AUGMENTATION_CHANNELS);
  const { mirrored, move, scale, angle } = augmentation;
  return Float32Array.of(mirrored ? 1 : 0, ...move, Math.log2(scale), Math.sin(angle), Math.cos(angle) - 1);
}

/**
 * Augments a picture: maps each pixel's centre back to its source and interpolates bilinearly there; beyond the edge, the edge pixels continue.
 *
 * @param values `[size · size, channels]`
 */
export function augmented(values: Float32Array, size: number, channels: number, { mirrored, move, scale, angle }: Augmentation): Float32Array {
  const result = new Float32Array(values.length);
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const inside = (at: number) => Math.min(size - 1, Math.max(0, at));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [x, y] = [(2 * column + 1) / size - 1 - move[0], (2 * row + 1) / size - 1 - move[1]];
      const turned = cos * x + sin * y;
      const from = [((mirrored ? -turned : turned) + 1) * (size / 2) - 0.5, (cos * y - sin * x + 1) * (size / 2) - 0.5];
      const [left, top] = from.map(Math.floor);
      const [right, bottom] = [from[0] - left, from[1] - top];
      for (let c = 0; c < channels; c++) {
        const at = (px: number, py: number) => values[(inside(py) * size + inside(px)) * channels + c];
        result[(row * size + column) * channels + c] =
          (1 - bottom) * ((1 - right) * at(left, top) + right * at(left + 1, top)) + bottom * ((1 - right) * at(left, top + 1) + right * at(left + 1, top + 1));
      }
    }
  }
  return result;
}

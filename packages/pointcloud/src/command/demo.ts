import { uniformValues, type Demo } from '@inrflow/core';

const POINTS = 64;

/** Sixteen clouds of 64 points: on a sphere, or in a box, of some size. */
export function demo(): Demo {
  return {
    ask: { points: 100 },
    settings: { data: { points: POINTS }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1 } },
    dataset: {
      length: 16, classes: ['ball', 'box'],
      async example(index, address) {
        const label = index % 2;
        const [size] = uniformValues({ seed: 1, stream: 'demo sizes', sample: index }, 1);
        const drawn = uniformValues(address, 3 * POINTS).map((x) => 2 * x - 1);
        const values = new Float32Array(3 * POINTS);
        for (let i = 0; i < POINTS; i++) {
          const position = drawn.subarray(3 * i, 3 * i + 3);
          const radius = label === 0 ? Math.hypot(...position) || 1 : 1;
          for (let axis = 0; axis < 3; axis++) values[3 * i + axis] = ((0.5 + 0.5 * size) * position[axis]) / radius;
        }
        return { points: POINTS, coordinates: new Float32Array(0), values, label };
      },
    },
  };
}

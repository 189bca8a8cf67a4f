import type { Plugin } from '../kind/index.js';
import { sineWaves, soundKind, type SoundData } from './soundKind.js';

/** {@link soundKind} with all that a plug-in may have. */
export const soundPlugin: Plugin<SoundData, object, Float32Array, { samples?: number }> = {
  ...soundKind,
  open: async ({ data: { samples } }) => sineWaves({ samples }),
  recognizes: (name) => name.endsWith('.wave'),
  formats: { txt: { encode: (values) => new TextEncoder().encode(values.join('\n')) } },
  draw: (values) => ({ width: values.length, height: 1, channels: 1, data: Uint8Array.from(values, (x) => Math.min(255, Math.max(0, 127 * (x + 1)))) }),
  page: (samples) => `<html>${samples.map(({ name }) => name.replace(/</g, '&lt;')).join('')}</html>`,
  demo: () => ({ dataset: sineWaves({ length: 8 }), ask: { samples: 48 } }),
};

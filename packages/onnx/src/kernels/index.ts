import { elementwise } from './elementwise.js';
import type { Kernel } from './kernel.js';
import { matrices } from './matrices.js';
import { reductions } from './reductions.js';
import { shapes } from './shapes.js';

/** Every kernel of TensorFlow.js that the backend records, by its name in TensorFlow.js. */
export const kernels: Record<string, Kernel> = { ...elementwise, ...matrices, ...reductions, ...shapes };

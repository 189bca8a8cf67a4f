import { fusedKernels } from '../fused/kernels.js';
import { activations } from './activations.js';
import { bits } from './bits.js';
import { convolutions } from './convolutions.js';
import { einsum } from './einsum.js';
import { elementwise } from './elementwise.js';
import { gather } from './gather.js';
import type { Kernel } from './kernel.js';
import { matrices } from './matrices.js';
import { random } from './random.js';
import { rearrangements } from './rearrangements.js';
import { reductions } from './reductions.js';
import { scattering } from './scattering.js';
import { sequences } from './sequences.js';
import { shapes } from './shapes.js';
import { unique } from './unique.js';

/** Every kernel of TensorFlow.js that the backend records, by its name in TensorFlow.js. */
export const kernels: Record<string, Kernel> = {
  ...elementwise, ...activations, ...bits, ...matrices, ...convolutions, ...einsum, ...reductions, ...shapes, ...gather, ...rearrangements, ...scattering, ...sequences, ...random, ...unique,
  ...fusedKernels,
};

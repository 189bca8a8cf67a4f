import { constantValue, fillValue, type Value } from '../graph/value.js';
import { axesOf, binary, cast, kernel, type Kernel } from './kernel.js';
import { concatenate, reverse, slice } from './shapes.js';

/** `x` shifted along an axis by `steps`, with ones filled in. */
function moved(x: Value, axis: number, steps: number): Value {
  const ones = fillValue(x.dtype, x.shape.map((size, i) => (i === axis ? steps : size)), 1);
  const kept = slice(x, x.shape.map(() => 0), x.shape.map((size, i) => (i === axis ? size - steps : size)));
  return concatenate([ones, kept], axis);
}

/** A running product, by doubling: after round k each place holds the product of the 2ᵏ⁺¹ up to it. */
const cumulativeProduct = kernel<'x', { axis: number; exclusive: boolean; reverse: boolean }>(({ x }, { axis, exclusive, reverse: backwards }) => {
  const [along] = axesOf(axis, x.shape.length);
  const length = x.shape[along];
  if (x.shape.includes(0)) return x;
  let product = cast(x, x.dtype === 'bool' ? 'int32' : x.dtype);
  if (backwards) product = reverse(product, [along]);
  if (exclusive) product = moved(product, along, 1);
  for (let steps = 1; steps < length; steps *= 2) product = binary('Mul', product, moved(product, along, steps));
  return backwards ? reverse(product, [along]) : product;
});

/** Kernels that make sequences, and running products. */
export const sequences: Record<string, Kernel> = {
  LinSpace: kernel<never, { start: number; stop: number; num: number }>((_, { start, stop, num }) => {
    const step = num > 1 ? (stop - start) / (num - 1) : 0;
    return constantValue('float32', [num], Float32Array.from({ length: num }, (__, i) => start + step * i));
  }),
  Range: kernel<never, { start: number; stop: number; step: number; dtype: 'float32' | 'int32' }>((_, { start, stop, step, dtype }) => {
    // TensorFlow.js counts down automatically if the step is left at 1, and returns an empty range if the step leads away.
    const by = stop < start && step === 1 ? -1 : step;
    const length = start === stop || (stop > start) !== (by > 0) ? 0 : Math.ceil((stop - start) / by);
    const Typed = dtype === 'int32' ? Int32Array : Float32Array;
    return constantValue(dtype, [length], Typed.from(Array.from({ length }, (__, i) => start + by * i)));
  }),
  Cumprod: cumulativeProduct,
};

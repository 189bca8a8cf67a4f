import { hostNumbers } from '../graph/hostNumbers.js';
import { constantValue, sizeOf, type Numbers } from '../graph/value.js';
import { kernel, type Kernel } from './kernel.js';

/** The kernel whose result has a size that depends on numbers: computed on the host, from numbers that must be known. */
export const unique: Record<string, Kernel> = {
  Unique: kernel<'x', { axis: number }>(({ x }, { axis }) => {
    const numbers = hostNumbers(x);
    if (!numbers) throw new Error('Unique has a result whose size depends on numbers: read its input first (await x.data()), outside a compiled function');
    const along = axis < 0 ? axis + x.shape.length : axis;
    const [outer, length, inner] = [sizeOf(x.shape.slice(0, along)), x.shape[along], sizeOf(x.shape.slice(along + 1))];
    const first = new Map<string, number>();
    const kept: number[] = [];
    const indices = Int32Array.from({ length }, (_, at) => {
      const slice = Array.from({ length: outer * inner }, (__, i) => numbers[(Math.floor(i / inner) * length + at) * inner + (i % inner)]);
      const key = slice.join();
      if (!first.has(key)) first.set(key, kept.push(at) - 1);
      return first.get(key)!;
    });
    const values = numbers.slice(0, outer * kept.length * inner) as Float32Array;
    for (let i = 0; i < values.length; i++) {
      const [row, place, column] = [Math.floor(i / (kept.length * inner)), Math.floor(i / inner) % kept.length, i % inner];
      values[i] = Number(numbers[(row * length + kept[place]) * inner + column]);
    }
    const shape = x.shape.map((size, i) => (i === along ? kept.length : size));
    return [constantValue(x.dtype, shape, values as Numbers), constantValue('int32', [length], indices)];
  }),
};

import { sizeOf, type DataType, type Numbers, type Value } from './value.js';

/** `count` times one number, in the array that holds the type. */
export function filledNumbers(dtype: DataType, count: number, number: number): Numbers {
  if (dtype === 'float32') return new Float32Array(count).fill(number);
  if (dtype === 'int32') return new Int32Array(count).fill(number);
  if (dtype === 'bool') return new Uint8Array(count).fill(number);
  return new BigInt64Array(count).fill(BigInt(number));
}

/** The host's numbers of a value that needs no run, a constant or a fill; undefined for everything else. */
export function hostNumbers({ source, dtype, shape }: Value): Numbers | undefined {
  if (source.kind === 'constant') return source.data;
  return source.kind === 'fill' ? filledNumbers(dtype, sizeOf(shape), source.number) : undefined;
}

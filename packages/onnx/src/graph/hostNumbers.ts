import { sizeOf, type DataType, type Numbers, type TensorType, type Value } from './value.js';

/** `count` times one number, in the typed array of the element type. */
export function filledNumbers(dtype: DataType, count: number, number: number): Numbers {
  if (dtype === 'float32') return new Float32Array(count).fill(number);
  if (dtype === 'int32') return new Int32Array(count).fill(number);
  if (dtype === 'bool') return new Uint8Array(count).fill(number);
  if (dtype === 'int8') return new Int8Array(count).fill(number);
  return new BigInt64Array(count).fill(BigInt(number));
}

/** The host's numbers of a value that needs no run, a constant or a fill; undefined for everything else. */
export function hostNumbers({ source, dtype, shape }: Value): Numbers | undefined {
  if (source.kind === 'constant') return source.data;
  return source.kind === 'fill' ? filledNumbers(dtype, sizeOf(shape), source.number) : undefined;
}

/** Numbers in the typed array of the element type, not copied if they are in one already. (TensorFlow.js keeps the array when it casts.) */
export function typedNumbers(dtype: TensorType, numbers: ArrayLike<number>): Float32Array | Int32Array | Uint8Array {
  const Typed = dtype === 'float32' ? Float32Array : dtype === 'int32' ? Int32Array : Uint8Array;
  return numbers instanceof Typed ? numbers : Typed.from(numbers);
}

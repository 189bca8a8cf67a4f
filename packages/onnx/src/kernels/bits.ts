import { constantValue, fillValue, type Value } from '../graph/value.js';
import { binary, cast, kernel, reshape, type Kernel } from './kernel.js';
import { reduce } from './reductions.js';

const WORD = 2 ** 32;
const integer = (number: number) => fillValue('int64', [], number);

/** The 32 bits of integers in two's complement, lowest first: `[…]` → `[…, 32]`. */
function bitsOf(x: Value, places: Value): Value {
  const wide = cast(x, 'int64');
  const unsigned = binary('Mod', binary('Add', wide, integer(WORD)), integer(WORD));
  return binary('Mod', binary('Div', reshape(unsigned, [...x.shape, 1]), places), integer(2));
}

/** Kernels of bits. ONNX has bit operators only from opset 18 on, so the bits are taken apart. */
export const bits: Record<string, Kernel> = {
  BitwiseAnd: kernel<'a' | 'b', object>(({ a, b }) => {
    const places = constantValue('int64', [32], BigInt64Array.from({ length: 32 }, (_, i) => 2n ** BigInt(i)));
    const both = binary('Mul', binary('Mul', bitsOf(a, places), bitsOf(b, places)), places);
    const word = reduce('ReduceSum', both, [both.shape.length - 1]);
    const negative = binary('GreaterOrEqual', word, integer(WORD / 2), 'bool');
    const signed = binary('Sub', word, binary('Mul', cast(negative, 'int64'), integer(WORD)));
    return cast(signed, 'int32');
  }),
};

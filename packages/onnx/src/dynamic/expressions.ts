import { apply, inputValue, integers, type DataType, type Value } from '../graph/value.js';
import { cast, reshape } from '../kernels/kernel.js';
import { fitIntegers, fitNumbers, type Polynomial, type DynamicSize } from './polynomial.js';

/** Makes values of the graph that are computed from the sizes of its inputs when the model runs. */
export interface Expressions {
  /** Whole numbers as an int64 vector, element by element from its values in each recording; undefined if one cannot be expressed. */
  integers(recorded: readonly (readonly number[])[]): Value | undefined;
  /** One number as a scalar of the type. */
  scalar(dtype: DataType, recorded: readonly number[]): Value | undefined;
}

const LENGTH_ONE = { dtype: 'int64' as const, shape: [1] };

/** Expressions of the given symbols; `inputs` are the graph's, at the shapes of the first recording. */
export function expressions(symbols: readonly DynamicSize[], inputs: readonly Value[]): Expressions {
  const sizes = symbols.map(({ input, axis }) => {
    const { dtype, shape } = inputs.find(({ source }) => source.kind === 'input' && source.name === input)!;
    const all = apply('Shape', [inputValue(input, dtype, shape)], { dtype: 'int64', shape: [shape.length] });
    return apply('Gather', [all, integers([axis])], LENGTH_ONE, { axis: 0 });
  });
  /** The products of sizes that a polynomial's terms are multiples of; undefined for the constant term. */
  const product = (mask: number) => sizes.filter((_, k) => mask & (1 << k)).reduce<Value | undefined>((so, size) =>
    (so ? apply('Mul', [so, size], LENGTH_ONE) : size), undefined);

  const whole = ({ coefficients, divisor }: Polynomial): Value => {
    const terms = coefficients.flatMap((c, mask) => {
      const of = product(mask);
      if (c === 0) return [];
      return [of ? (c === 1 ? of : apply('Mul', [of, integers([c])], LENGTH_ONE)) : integers([c])];
    });
    const sum = (terms.length ? terms : [integers([0])]).reduceRight((a, b) => apply('Add', [a, b], LENGTH_ONE));
    return divisor === 1 ? sum : apply('Div', [sum, integers([divisor])], LENGTH_ONE);
  };

  const single = { dtype: 'float32' as const, shape: [1] };
  const number = (value: number): Value => ({ ...single, source: { kind: 'constant', data: Float32Array.of(value) } });
  const real = ({ coefficients }: Polynomial): Value => {
    const terms = coefficients.flatMap((c, mask) => {
      const of = product(mask);
      if (c === 0) return [];
      return [of ? apply('Mul', [cast(of, 'float32'), number(c)], single) : number(c)];
    });
    return (terms.length ? terms : [number(0)]).reduceRight((a, b) => apply('Add', [a, b], single));
  };

  return {
    integers(recorded) {
      const pieces: Value[] = [];
      let fixed: number[] = [];
      const flush = () => {
        if (fixed.length) pieces.push(integers(fixed));
        fixed = [];
      };
      for (let element = 0; element < recorded[0].length; element++) {
        const values = recorded.map((numbers) => numbers[element]);
        if (values.every((value) => value === values[0])) {
          fixed.push(values[0]);
          continue;
        }
        const polynomial = fitIntegers(values, symbols);
        if (!polynomial) return undefined;
        flush();
        pieces.push(whole(polynomial));
      }
      flush();
      return pieces.length === 1 ? pieces[0] : apply('Concat', pieces, { dtype: 'int64', shape: [recorded[0].length] }, { axis: 0 });
    },
    scalar(dtype, recorded) {
      const exact = recorded.every(Number.isInteger) ? fitIntegers(recorded, symbols) : undefined;
      if (exact) return reshape(cast(whole(exact), dtype), []);
      const fitted = dtype === 'float32' ? fitNumbers(recorded, symbols) : undefined;
      if (!fitted) return undefined;
      const value = real(fitted.polynomial);
      return reshape(fitted.reciprocal ? apply('Reciprocal', [value], single) : value, []);
    },
  };
}

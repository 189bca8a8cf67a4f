import { orderedNodes } from './order.js';
import { simplify } from './simplify.js';
import { apply, constantValue, fillValue, inputValue, integers, type Value } from './value.js';

const shape = [2, 3];
const output = { dtype: 'float32' as const, shape };
const x = inputValue('x', 'float32', shape);
const add = (a: Value, b: Value) => apply('Add', [a, b], output);
const multiply = (a: Value, b: Value) => apply('Mul', [a, b], output);
const ops = (...values: Value[]) => orderedNodes(values).map((node) => node.op);

describe('simplify', () => {
  test('a constant of one repeated number is a fill, and arithmetic of fills is one number', () => {
    const two = constantValue('float32', shape, new Float32Array(6).fill(2));
    expect(two.source).toEqual({ kind: 'fill', number: 2 });
    const [folded] = simplify([multiply(add(two, fillValue('float32', [3], 1)), two)]);
    expect(folded).toEqual(fillValue('float32', shape, 6));
  });

  test('a sum over a fill counts its elements; moving one keeps it', () => {
    const sum = apply('ReduceSum', [fillValue('float32', [4, 5], 0.5), integers([0])], { dtype: 'float32', shape: [5] }, { keepdims: 0 });
    expect(simplify([sum])).toEqual([fillValue('float32', [5], 2)]);
    const moved = apply('Transpose', [fillValue('float32', [4, 5], 3)], { dtype: 'float32', shape: [5, 4] }, { perm: [1, 0] });
    expect(simplify([moved])).toEqual([fillValue('float32', [5, 4], 3)]);
  });

  test('integer overflow and division by zero are left to the runtime', () => {
    const big = fillValue('int32', [1], 0x7fffffff);
    expect(ops(...simplify([apply('Add', [big, big], { dtype: 'int32', shape: [1] })]))).toEqual(['Add']);
    expect(ops(...simplify([apply('Div', [big, fillValue('int32', [1], 0)], { dtype: 'int32', shape: [1] })]))).toEqual(['Div']);
  });

  test('neutral operands are dropped, unless they change the shape', () => {
    expect(simplify([multiply(fillValue('float32', [1], 1), add(x, fillValue('float32', shape, 0)))])).toEqual([x]);
    const row = inputValue('row', 'float32', [3]);
    expect(ops(...simplify([add(row, fillValue('float32', shape, 0))]))).toEqual(['Add']);
    expect(ops(...simplify([apply('Sub', [fillValue('float32', [1], 0), x], output)]))).toEqual(['Sub']);
  });

  test('equal expressions are computed once, different ones are not merged', () => {
    const exp = () => apply('Exp', [x], output);
    expect(ops(...simplify([add(exp(), exp()), multiply(exp(), exp())]))).toEqual(['Exp', 'Add', 'Mul']);
    const leaky = (alpha: number) => apply('LeakyRelu', [x], output, { alpha: { float: alpha } });
    expect(ops(...simplify([add(leaky(0.1), leaky(0.2))]))).toEqual(['LeakyRelu', 'LeakyRelu', 'Add']);
  });

  test('a reshape of a reshape becomes one, and a reshape to the same shape is dropped', () => {
    const flat = apply('Reshape', [x, integers([6])], { dtype: 'float32', shape: [6] });
    const other = apply('Reshape', [flat, integers([3, 2])], { dtype: 'float32', shape: [3, 2] });
    expect(ops(...simplify([other]))).toEqual(['Reshape']);
    expect(simplify([apply('Reshape', [flat, integers(shape)], output)])).toEqual([x]);
  });

  test('unused nodes are dropped, and a chain far deeper than the call stack passes', () => {
    apply('Exp', [x], output);
    let deep = x;
    for (let i = 0; i < 50_000; i++) deep = add(deep, x);
    expect(ops(...simplify([deep]))).toHaveLength(50_000);
  });
});

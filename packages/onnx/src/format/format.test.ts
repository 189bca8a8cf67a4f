import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply, constantValue, fillValue, inputValue, type Value } from '../graph/value.js';
import { createSession } from '../runtime/session.js';
import { describeModel } from './describe.js';
import { writeModel } from './writer.js';

const x = inputValue('x', 'float32', [2, 3]);
const unused = inputValue('unused', 'int32', [1]);
const output = { dtype: 'float32' as const, shape: [2, 3] };
const weights = constantValue('float32', [3, 3], Float32Array.from({ length: 9 }, (_, i) => i));
const product = apply('MatMul', [x, weights], output);
const scaled = apply('Mul', [product, fillValue('float32', [2, 3], 0.5)], output);
const leaky = apply('LeakyRelu', [scaled], output, { alpha: { float: 0.25 } });
const written = (value: Value) => writeModel(describeModel([x, unused], [{ name: 'y', value }, { name: 'x_again', value: x }]));

describe('writeModel', () => {
  const data = Float32Array.of(1, -2, 3, -4, 5, -6);
  const inputs = { x: { dtype: 'float32' as const, shape: [2, 3], data }, unused: { dtype: 'int32' as const, shape: [1], data: Int32Array.of(0) } };

  test('ONNX Runtime computes what was written', async () => {
    const session = await createSession(written(leaky));
    const { y, x_again } = await session.run(inputs);
    await session.dispose();
    const expected = [0, 1].flatMap((row) => [0, 1, 2].map((column) => {
      const sum = [0, 1, 2].reduce((total, k) => total + data[row * 3 + k] * (k * 3 + column), 0) * 0.5;
      return sum < 0 ? 0.25 * sum : sum;
    }));
    expect([...y.data]).toEqual(expected);
    expect(x_again).toEqual(inputs.x);
  });

  test('fills are written as one number', () => {
    const big = [1000, 1000];
    const wide = inputValue('wide', 'float32', big);
    const sum = apply('Add', [wide, fillValue('float32', big, 2)], { dtype: 'float32', shape: big });
    const row = apply('Add', [inputValue('row', 'float32', [1000]), fillValue('float32', big, 2)], { dtype: 'float32', shape: big });
    for (const value of [sum, row, fillValue('float32', big, 3)]) {
      expect(writeModel(describeModel([], [{ name: 'y', value }])).length).toBeLessThan(500);
    }
  });

  test('a broken model and a disposed session give readable errors', async () => {
    await expect(createSession(Uint8Array.of(1, 2, 3))).rejects.toThrow(/cannot load the model/);
    await expect(createSession(written(apply('NoSuchOperator', [x], output)))).rejects.toThrow(/NoSuchOperator/);
    const session = await createSession(written(leaky));
    await expect(session.run({ ...inputs, x: { ...inputs.x, shape: [3, 2] } })).rejects.toThrow(/x float32\[3,2\]/);
    await session.dispose();
    await expect(session.run(inputs)).rejects.toThrow(/disposed/);
  });

  const checker = (() => {
    try {
      execFileSync('/usr/bin/python3', ['-c', 'import onnx'], { stdio: 'ignore' });
      return test;
    } catch {
      return test.skip;
    }
  })();
  checker('the reference checker of ONNX accepts the model (if Python has it)', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'onnx-')), 'model.onnx');
    writeFileSync(file, written(leaky));
    execFileSync('/usr/bin/python3', ['-c', 'import onnx, sys; onnx.checker.check_model(onnx.load(sys.argv[1]), full_check=True)', file]);
  });
});

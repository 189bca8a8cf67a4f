import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeModel } from '../format/writer.js';
import { createSession } from './session.js';

const folder = mkdtempSync(path.join(tmpdir(), 'session-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of a table by 64-bit indices, and which of them are asked for. */
const gather = writeModel({
  inputs: [{ name: 'ids', dtype: 'int64', shape: ['count'] }],
  outputs: [{ name: 'rows', dtype: 'float32', shape: ['count', 2] }],
  constants: [{ name: 'table', dtype: 'float32', shape: [3, 2], data: Float32Array.of(0, 1, 10, 11, 20, 21) }],
  nodes: [{ op: 'Gather', domain: '', name: 'gather', inputs: ['table', 'ids'], outputs: ['rows'], attributes: { axis: 0 } }],
  opset: 17,
});

/** y = x + w as Python's onnx.save(model, 'add.onnx', save_as_external_data=True, location='add.weights', size_threshold=0) writes it (onnx 1.12). */
const ADD = 'CAg6dAoOCgF4CgF3EgF5IgNBZGQSAWcqPQgDEAFCAXdqFwoIbG9jYXRpb24SC2FkZC53ZWlnaHRzagsKBm9mZnNldBIBMGoMCgZsZW5ndGgSAjEycAFaDwoBeBIKCggIARIECgIIA2IPCgF5EgoKCAgBEgQKAggDQgQKABAN';
const WEIGHTS = Float32Array.of(1.5, -2, 3);
const x = { dtype: 'float32' as const, shape: [3], data: Float32Array.of(1, 2, 3) };

test('64-bit integers are accepted, negative ones count from the end', async () => {
  const session = await createSession(gather, { threads: 1 });
  expect([session.inputNames, session.outputNames]).toEqual([['ids'], ['rows']]);
  const { rows } = await session.run({ ids: { dtype: 'int64', shape: [2], data: BigInt64Array.of(2n, -2n) } });
  expect(rows).toEqual({ dtype: 'float32', shape: [2, 2], data: Float32Array.of(20, 21, 10, 11) });
  await expect(session.run({ ids: { dtype: 'int32', shape: [1], data: Int32Array.of(1) } })).rejects.toThrow(/^ONNX Runtime failed on inputs ids int32\[1\]: /);
  await expect(session.run({ ids: { dtype: 'int64', shape: [1], data: BigInt64Array.of(3n) } })).rejects.toThrow(/^ONNX Runtime failed on inputs ids int64\[1\]: /);
  await session.dispose();
});

test('a file by its path gives what its bytes give', async () => {
  const file = path.join(folder, 'gather.onnx');
  writeFileSync(file, gather);
  const session = await createSession(file, { threads: 1 });
  const { rows } = await session.run({ ids: { dtype: 'int64', shape: [1], data: BigInt64Array.of(1n) } });
  expect(rows.data).toEqual(Float32Array.of(10, 11));
  await session.dispose();
  await session.dispose();
  await expect(session.run({})).rejects.toThrow('disposed of');
});

test('weights lie in a file beside the model', async () => {
  const file = path.join(folder, 'add.onnx');
  writeFileSync(file, Buffer.from(ADD, 'base64'));
  await expect(createSession(file)).rejects.toThrow(/^ONNX Runtime cannot load the model: .*add\.weights/s);
  writeFileSync(path.join(folder, 'add.weights'), new Uint8Array(WEIGHTS.buffer));
  const session = await createSession(file, { threads: 1 });
  const into = { y: { dtype: 'float32' as const, shape: [3], data: new Float32Array(3) } };
  const { y } = await session.run({ x }, into);
  expect(y).toBe(into.y);
  expect([...y.data]).toEqual([2.5, 0, 6]);
  await session.dispose();
});

test('a missing file, and one that is not a model, are named', async () => {
  await expect(createSession(path.join(folder, 'none.onnx'))).rejects.toThrow(/^ONNX Runtime cannot load the model: .*none\.onnx/s);
  writeFileSync(path.join(folder, 'text.onnx'), 'this is no model');
  await expect(createSession(path.join(folder, 'text.onnx'))).rejects.toThrow(/^ONNX Runtime cannot load the model: /);
});

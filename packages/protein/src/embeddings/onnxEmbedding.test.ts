import { readdir, writeFile } from 'node:fs/promises';
import { toOnnx, writeModel, type ModelDescription } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openSequenceEmbedding } from './onnxEmbedding.js';

const inFolder = temporaryFolder();

/** A stand-in for ESM-2: [token's number, its number squared, mask], from 64-bit tokens and mask as exporters write them. */
function standIn({ input = 'input_ids', outputs = ['last_hidden_state'], factor = 1 } = {}): Uint8Array {
  const tokens = { dtype: 'int64' as const, shape: [1, 'tokens'] };
  const cast = (from: string, to: string): ModelDescription['nodes'][number] => ({ op: 'Cast', domain: '', name: to, inputs: [from], outputs: [to], attributes: { to: 1 } });
  const table = Float32Array.from({ length: 66 }, (_, i) => factor * Math.floor(i / 2) ** (1 + (i % 2)));
  return writeModel({
    opset: 17,
    inputs: [{ name: input, ...tokens }, { name: 'attention_mask', ...tokens }],
    outputs: outputs.map((name) => ({ name, dtype: 'float32', shape: [1, 'tokens', 3] })),
    constants: [{ name: 'table', dtype: 'float32', shape: [33, 2], data: table }, { name: 'axes', dtype: 'int64', shape: [1], data: BigInt64Array.of(2n) }],
    nodes: [
      { op: 'Gather', domain: '', name: 'rows', inputs: ['table', input], outputs: ['rows'], attributes: {} },
      cast('attention_mask', 'mask'),
      { op: 'Unsqueeze', domain: '', name: 'column', inputs: ['mask', 'axes'], outputs: ['column'], attributes: {} },
      ...outputs.map((name) => ({ op: 'Concat', domain: '', name, inputs: ['rows', 'column'], outputs: [name], attributes: { axis: 2 } })),
    ],
  });
}

beforeEach(() => writeFile(inFolder('model.onnx'), standIn()));

test('gives the rows of the residues, without the two end tokens', async () => {
  const model = await openSequenceEmbedding({ onnx: inFolder('model.onnx') });
  expect(model.channels).toBe(3);
  // L, A and M are the tokens 4, 5 and 20.
  expect(await model.embed({ name: 'P', sequence: 'LAM' })).toEqual({ residues: 3, channels: 3, rows: Float32Array.of(4, 16, 1, 5, 25, 1, 20, 400, 1) });
  await expect(model.embed({ name: 'P', sequence: 'LJ' })).rejects.toThrow("residue 2 of the sequence of 'P' is 'J'");
  await model.dispose();
});

test('a model may take only 32-bit tokens, whatever its input and output are called', async () => {
  const bytes = toOnnx((tokens: tf.Tensor) => tf.mul(tf.expandDims(tf.cast(tokens, 'float32'), 2), tf.tensor3d([[[1, 2]]])), [{ shape: [1, 'tokens'], dtype: 'int32' }]);
  await writeFile(inFolder('small.onnx'), bytes);
  const model = await openSequenceEmbedding({ onnx: inFolder('small.onnx') });
  expect(await model.embed({ name: 'P', sequence: 'GA' })).toEqual({ residues: 2, channels: 2, rows: Float32Array.of(6, 12, 5, 10) });
  await model.dispose();
});

test('the cache gives the same rows, by model and sequence, and replaces damaged files', async () => {
  const cache = inFolder('cache');
  const model = await openSequenceEmbedding({ onnx: inFolder('model.onnx'), cache });
  const first = await model.embed({ name: 'P', sequence: 'LAM' });
  const [file] = await readdir(cache);
  await writeFile(inFolder('cache', file), 'damaged');
  expect(await model.embed({ name: 'P', sequence: 'LAM' })).toEqual(first);
  await model.dispose();
  // A disposed session cannot run: this comes from the disk, under another name.
  expect(await model.embed({ name: 'Q', sequence: 'LAM' })).toEqual(first);
  await expect(model.embed({ name: 'Q', sequence: 'LA' })).rejects.toThrow("model.onnx', on 'Q': ");
  await writeFile(inFolder('model.onnx'), standIn({ factor: 2 }));
  const other = await openSequenceEmbedding({ onnx: inFolder('model.onnx'), cache });
  expect((await other.embed({ name: 'P', sequence: 'LAM' })).rows[0]).toBe(8);
  await other.dispose();
  // Weights beside the model are part of it.
  await writeFile(inFolder('model.onnx_data'), 'weights');
  const third = await openSequenceEmbedding({ onnx: inFolder('model.onnx'), cache });
  await third.embed({ name: 'P', sequence: 'LAM' });
  await third.dispose();
  expect(await readdir(cache)).toHaveLength(3);
});

test('an output is chosen by name', async () => {
  await writeFile(inFolder('two.onnx'), standIn({ outputs: ['logits', 'hidden'] }));
  await expect(openSequenceEmbedding({ onnx: inFolder('two.onnx') })).rejects.toThrow("two.onnx': it has the outputs logits, hidden, none of them last_hidden_state: choose one by name");
  await expect(openSequenceEmbedding({ onnx: inFolder('two.onnx'), output: 'states' })).rejects.toThrow("it has the outputs logits, hidden, not 'states'");
  const model = await openSequenceEmbedding({ onnx: inFolder('two.onnx'), output: 'hidden' });
  expect((await model.embed({ name: 'P', sequence: 'L' })).rows).toEqual(Float32Array.of(4, 16, 1));
  await model.dispose();
});

test('errors say why a file is not a protein language model', async () => {
  await expect(openSequenceEmbedding({ onnx: inFolder('none.onnx') })).rejects.toThrow(/sequence embedding '.*none\.onnx': there is no such file/);
  await writeFile(inFolder('text.onnx'), 'no model');
  await expect(openSequenceEmbedding({ onnx: inFolder('text.onnx') })).rejects.toThrow(/text\.onnx': ONNX Runtime cannot load the model/);
  await writeFile(inFolder('odd.onnx'), standIn({ input: 'pixels' }));
  await expect(openSequenceEmbedding({ onnx: inFolder('odd.onnx') })).rejects.toThrow("it has the inputs pixels, attention_mask; expected input_ids and attention_mask, or the tokens alone");
  await writeFile(inFolder('flat.onnx'), toOnnx((tokens: tf.Tensor) => tf.cast(tokens, 'float32'), [{ shape: [1, 'tokens'], dtype: 'int32' }]));
  await expect(openSequenceEmbedding({ onnx: inFolder('flat.onnx') })).rejects.toThrow("flat.onnx': its output is float32[1, 3] for 1 residues; expected float32[1, 3, channels]");
});

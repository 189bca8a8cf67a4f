import type * as tf from '@tensorflow/tfjs-core';
import { fitIntegers, polynomialText, sizesOf, type DynamicSize } from '../dynamic/polynomial.js';
import { symbolize } from '../dynamic/symbolize.js';
import { describeModel } from '../format/describe.js';
import { renameModel } from '../format/rename.js';
import { writeModel, type Dimension } from '../format/writer.js';
import { toStandardOperators } from '../graph/passes/portable.js';
import { rewrite } from '../graph/rewrite.js';
import { simplify } from '../graph/simplify.js';
import type { RuntimeDevice } from '../runtime/device.js';
import { DEVICE_RULES } from '../runtime/deviceRules.js';
import { trace, type SignatureOf } from './trace.js';
import { isDynamicSpec, leavesOf, mapTree, type DynamicSpec, type MapTree, type TensorSpec, type Tree } from './tree.js';

/** The signature of a function's arguments in which a size may be a name: a dynamic size, equal wherever the name occurs. */
export type DynamicSignatureOf<Inputs extends unknown[]> = { readonly [K in keyof Inputs]: MapTree<Inputs[K], tf.Tensor, DynamicSpec> };

/** How a model is written. */
export interface OnnxOptions {
  /** Uses only operators of the ONNX standard, none of ONNX Runtime's own: slower in ONNX Runtime, but other runtimes load the model. Default false. */
  portable?: boolean;
  /** The device that will run the model; operators that it computes wrongly are written out in others. Default `cpu`. */
  device?: RuntimeDevice;
  /** Names of inputs by their path in the arguments (`0.weight`), which is the default name. */
  inputNames?: Readonly<Record<string, string>>;
  /** Names of outputs by their path in the result (`output.loss`; `output.value` if the result is one tensor), which is the default name. */
  outputNames?: Readonly<Record<string, string>>;
}

// Sizes to record at: multiples of 16, so that halves and quarters exist, of primes, so that no two agree by chance.
const PRIMES = [37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];
const MOST_SYMBOLS = PRIMES.length / 3;

function symbolsOf(specs: [path: string, spec: DynamicSpec][]): DynamicSize[] {
  const symbols: DynamicSize[] = [];
  for (const [input, { shape }] of specs) shape.forEach((size, axis) => {
    if (typeof size === 'number' || symbols.some(({ name }) => name === size)) return;
    const [a, b, c] = PRIMES.slice(3 * symbols.length).map((prime) => 16 * prime);
    symbols.push({ name: size, samples: [a, b, c], input, axis });
  });
  if (symbols.length > MOST_SYMBOLS) {
    throw new Error(`a model can have up to ${MOST_SYMBOLS} dynamic sizes, not ${symbols.length}: ${symbols.map(({ name }) => name).join(', ')}`);
  }
  return symbols;
}

/**
 * The bytes of an ONNX model (opset 17) that computes a function. Inputs are named by their path in the arguments (`0.weight`), outputs
 * by their path in the result (`output.loss`). A size in the signature may be a name: the model then takes any size there. For that
 * the function is recorded at several sizes, and what differs is expressed by the sizes of the inputs.
 *
 * @example
 * const bytes = toOnnx((x: tf.Tensor) => tf.mean(x, 0), [{ shape: ['points', 3] }], { outputNames: { 'output.value': 'centre' } });
 * @throws Error naming the operator that depends on a dynamic size in a way that cannot be expressed
 */
export function toOnnx<Inputs extends unknown[], Output>(
  fn: (...inputs: Inputs) => Output,
  signature: DynamicSignatureOf<Inputs>,
  { portable = false, device = 'cpu', inputNames = {}, outputNames = {} }: OnnxOptions = {},
): Uint8Array {
  const specs = leavesOf<DynamicSpec>(signature as Tree<DynamicSpec>, isDynamicSpec);
  const symbols = symbolsOf(specs);
  const recordings = Array.from({ length: symbols.length ? 2 ** symbols.length + 1 : 1 }, (_, index) => {
    const sizes = sizesOf(symbols, index);
    const concrete = mapTree<DynamicSpec, TensorSpec>(signature as Tree<DynamicSpec>, isDynamicSpec, ({ shape, dtype }) =>
      ({ dtype, shape: shape.map((size) => (typeof size === 'number' ? size : sizes[symbols.findIndex(({ name }) => name === size)])) }));
    const { inputs, outputs } = trace(fn, concrete as unknown as SignatureOf<Inputs>);
    const values = outputs.map(({ value }) => value);
    const standard = portable ? rewrite(values, [toStandardOperators]) : values;
    return { inputs, names: outputs.map(({ name }) => name), outputs: simplify(standard, { ...DEVICE_RULES[device], portable }) };
  });
  const [{ inputs, names }] = recordings;
  const values = symbols.length ? symbolize(recordings, symbols) : recordings[0].outputs;
  const model = describeModel(inputs, names.map((name, i) => ({ name, value: values[i] })));
  model.inputs.forEach((input, i) => (input.shape = [...specs[i][1].shape]));
  model.outputs.forEach((output, i) => (output.shape = output.shape.map((size, axis): Dimension => {
    const polynomial = symbols.length ? fitIntegers(recordings.map(({ outputs }) => outputs[i].shape[axis]), symbols) : undefined;
    return polynomial?.coefficients.some((c, mask) => mask > 0 && c !== 0) ? polynomialText(polynomial, symbols) : size;
  })));
  return writeModel(renameModel(model, inputNames, outputNames));
}

import * as tf from '@tensorflow/tfjs-core';
import { hostNumbers, typedNumbers } from '../graph/hostNumbers.js';
import { constantValue, type TensorType, type Value } from '../graph/value.js';
import { cast, reshape } from '../kernels/kernel.js';
import { evaluate } from './evaluate.js';

/** Name under which the recording backend is known to TensorFlow.js. */
export const BACKEND_NAME = 'onnx';

interface Entry {
  value: Value;
  references: number;
}

const isTensorType = (dtype: string): dtype is TensorType => dtype === 'float32' || dtype === 'int32' || dtype === 'bool';

/**
 * A TensorFlow.js backend whose tensors are values of a recorded graph. Writing a tensor records a constant, a kernel records nodes,
 * and `await tensor.data()` compiles and runs what the tensor needs, once.
 */
export class RecordingBackend extends tf.KernelBackend {
  private readonly entries: tf.DataStorage<Entry>;

  constructor() {
    super();
    this.entries = new tf.DataStorage<Entry>(this, tf.engine() as unknown as ConstructorParameters<typeof tf.DataStorage>[1]);
  }

  /**
   * The recorded value of a tensor, in the tensor's own shape and type: TensorFlow.js shares data between tensors of other shapes and,
   * for int32 and bool, other types. A tensor of another backend is taken over as a constant.
   */
  view({ dataId, shape, dtype }: tf.TensorInfo): Value {
    return cast(reshape(this.entries.get(dataId).value, shape), dtype as TensorType);
  }

  /** The same data id, held once more. */
  share(dataId: object): object {
    this.incRef(dataId);
    return dataId;
  }

  /** A new data id for a recorded value. */
  register(value: Value): object {
    const dataId = {};
    this.entries.set(dataId, { value, references: 1 });
    return dataId;
  }

  override write(values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype, 1);
    return dataId;
  }

  override move(dataId: object, values: tf.backend_util.BackendValues, shape: number[], dtype: tf.DataType, references: number): void {
    if (!isTensorType(dtype)) throw new Error(`the ${BACKEND_NAME} backend holds no ${dtype} tensors; expected float32, int32 or bool`);
    this.entries.set(dataId, { value: constantValue(dtype, [...shape], typedNumbers(dtype, values as ArrayLike<number>)), references });
  }

  override async read(dataId: object): Promise<tf.backend_util.BackendValues> {
    const entry = this.entries.get(dataId);
    if (!hostNumbers(entry.value)) entry.value = await evaluate(entry.value);
    return hostNumbers(entry.value) as tf.backend_util.BackendValues;
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const { value } = this.entries.get(dataId);
    const numbers = hostNumbers(value);
    if (numbers) return numbers as tf.backend_util.BackendValues;
    const what = value.source.kind === 'node' ? `the result of ${value.source.node.op}` : 'an input of a compiled function';
    throw new Error(`dataSync() of ${what}, which has not been computed: the ${BACKEND_NAME} backend computes on 'await tensor.data()'`);
  }

  override incRef(dataId: object): void {
    this.entries.get(dataId).references++;
  }

  override refCount(dataId: object): number {
    return this.entries.has(dataId) ? this.entries.get(dataId).references : 0;
  }

  override disposeData(dataId: object, force = false): boolean {
    if (!this.entries.has(dataId)) return true;
    const entry = this.entries.get(dataId);
    if (--entry.references > 0 && !force) return false;
    this.entries.delete(dataId);
    return true;
  }

  override numDataIds(): number {
    return this.entries.numDataIds();
  }

  override memory(): { unreliable: boolean; reasons: string[] } {
    return { unreliable: true, reasons: ['pending results take no memory before they are read'] };
  }

  override floatPrecision(): 16 | 32 {
    return 32;
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {}
}

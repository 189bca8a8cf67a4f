import { describeModel } from '../format/describe.js';
import { writeModel } from '../format/writer.js';
import { simplify } from '../graph/simplify.js';
import { constantValue, sizeOf, type Value } from '../graph/value.js';
import { createSession } from '../runtime/session.js';

/** Computes one value of a recorded graph that has no inputs, and returns it as a constant. */
export async function evaluate(value: Value): Promise<Value> {
  if (sizeOf(value.shape) === 0) return constantValue(value.dtype, value.shape, value.dtype === 'float32' ? new Float32Array() : new Int32Array());
  const [simple] = simplify([value], { fold: false });
  if (simple.source.kind !== 'node') return simple;
  // One thread: making threads for a graph that runs once costs more than they save.
  const session = await createSession(writeModel(describeModel([], [{ name: 'result', value: simple }])), { threads: 1 });
  try {
    const { result } = await session.run({});
    return constantValue(value.dtype, value.shape, result.data);
  } finally {
    await session.dispose();
  }
}

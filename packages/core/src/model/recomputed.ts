import * as tf from '@tensorflow/tfjs-core';

/** Takes gradients while others are being taken: TensorFlow.js has one tape, which it drops at the end of each. */
function besideTheTape<T>(body: () => T): T {
  const { state } = tf.engine();
  const tape = state.activeTape;
  try {
    return body();
  } finally {
    state.activeTape = tape;
  }
}

/**
 * A function whose inner results are not kept for its gradient but computed again when the gradient is taken ("gradient checkpointing", Chen et al., 2016): a third more
 * operations, and memory for the inputs alone. The gradients are the same up to rounding.
 *
 * @param fn uses each of its inputs, and is differentiable in all of them
 * @param inputs the tensors that gradients flow to, by name; what else `fn` reads is constant
 */
export function recomputed(fn: (inputs: Record<string, tf.Tensor>) => tf.Tensor, inputs: Record<string, tf.Tensor>): tf.Tensor {
  const names = Object.keys(inputs);
  const ofTensors = (...tensors: tf.Tensor[]) => fn(Object.fromEntries(names.map((name, i) => [name, tensors[i]])));
  return tf.customGrad((...given) => {
    const save = given.pop() as tf.GradSaveFunc;
    const tensors = given as tf.Tensor[];
    save(tensors);
    return {
      value: ofTensors(...tensors),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        // Zero, but only known when dy is: without it a compiler would merge the two computations, and keep everything after all.
        const zero = tf.mul(tf.reshape(tf.slice(dy, dy.shape.map(() => 0), dy.shape.map(() => 1)), []), 0);
        return besideTheTape(() => tf.grads(ofTensors)([tf.add(saved[0], zero), ...saved.slice(1)], dy));
      },
    };
  })(...names.map((name) => inputs[name]));
}

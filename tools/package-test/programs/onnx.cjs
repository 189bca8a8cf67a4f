// A function with a gradient, compiled and run, agrees with the gradient in closed form.
const assert = require('node:assert/strict');

module.exports = {
  modules: ['@inrflow/onnx', '@tensorflow/tfjs'],
  async run({ compile }, tf) {
    const gradient = await compile((x) => tf.grad((y) => tf.sum(tf.square(y)))(x), [{ shape: [3] }]);
    const { shape, data } = await gradient(tf.tensor1d([1, -2, 3]));
    assert.deepEqual({ shape, data: [...data] }, { shape: [3], data: [2, -4, 6] });
    await gradient.dispose();
  },
};

// Euler's method follows a constant velocity exactly, and a checkpoint is read as it was written.
const assert = require('node:assert/strict');

module.exports = {
  modules: ['@inrflow/core'],
  async run({ decodeSafetensors, encodeSafetensors, euler, linear }) {
    const { state } = await euler(async () => Float32Array.of(1, -1), Float32Array.of(0, 0), { path: linear, steps: 4 });
    assert.deepEqual([...state], [1, -1]);
    const stored = decodeSafetensors(encodeSafetensors({ state: { shape: [2], data: state } }));
    assert.ok(JSON.stringify(stored, (_, value) => (ArrayBuffer.isView(value) ? [...value] : value)).includes('[1,-1]'));
  },
};

// Jest runs tests in a VM context with typed arrays of its own; native add-ons (onnxruntime-node) check
// `instanceof Float32Array` against those of the main context. Sharing them makes both agree.
const { TestEnvironment } = require('jest-environment-node');

const SHARED = ['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Float32Array', 'Float64Array', 'Int8Array', 'Int16Array', 'Int32Array',
  'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array',
  // What those arrays' own methods throw, which libraries ask for by its class.
  'RangeError'];

module.exports = class SharedTypedArrayEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of SHARED) this.global[name] = globalThis[name];
  }
};

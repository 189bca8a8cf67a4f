const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'onnx', rootDir: __dirname };

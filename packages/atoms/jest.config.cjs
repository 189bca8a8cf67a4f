const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'atoms', rootDir: __dirname };

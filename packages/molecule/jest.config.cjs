const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'molecule', rootDir: __dirname };

const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'distributed', rootDir: __dirname };

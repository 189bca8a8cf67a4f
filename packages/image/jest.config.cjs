const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'image', rootDir: __dirname };

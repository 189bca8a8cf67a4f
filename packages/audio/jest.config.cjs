const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'audio', rootDir: __dirname };

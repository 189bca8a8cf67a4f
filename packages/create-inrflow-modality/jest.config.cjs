const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'create-inrflow-modality', rootDir: __dirname };

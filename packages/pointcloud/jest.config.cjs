const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'pointcloud', rootDir: __dirname };

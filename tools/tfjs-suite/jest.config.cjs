const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'tfjs-suite', rootDir: __dirname, testMatch: ['<rootDir>/*.test.ts'] };

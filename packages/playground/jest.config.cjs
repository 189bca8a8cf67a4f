const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'playground', rootDir: __dirname, testMatch: ['<rootDir>/test/**/*.test.ts'] };

const preset = require('../../jest.preset.cjs');

module.exports = { ...preset, displayName: 'distributed', rootDir: __dirname, testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/test/**/*.test.ts'] };

const preset = require('../../jest.preset.cjs');

module.exports = {
  ...preset,
  displayName: 'package-test (slow)',
  rootDir: __dirname,
  testMatch: ['<rootDir>/*.test.ts'],
  testTimeout: 300_000,
};

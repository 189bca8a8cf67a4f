// One Jest configuration for every package: TypeScript through swc, our own packages resolved to their sources.
const path = require('node:path');

const source = (file) => path.join(__dirname, 'packages', file);

module.exports = {
  testEnvironment: path.join(__dirname, 'tools', 'jest', 'environment.cjs'),
  testMatch: ['<rootDir>/src/**/*.test.ts'],
  transform: { '\\.[cm]?tsx?$|/openchemlib/.*\\.js$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  // Published as modules alone, which Jest does not load as they are.
  transformIgnorePatterns: ['/node_modules/(?!openchemlib/)'],
  moduleNameMapper: {
    '^#gradients$': source('onnx/src/gradients.jest.ts'),
    '^#runtime$': source('onnx/src/runtime/importRuntime.node.ts'),
    '^@inrflow/core/testing$': source('core/src/testing.ts'),
    '^@inrflow/([a-z]+)/command$': source('$1/src/command.ts'),
    '^@inrflow/([a-z]+)/node$': source('$1/src/node.ts'),
    '^@inrflow/([a-z]+)$': source('$1/src/index.ts'),
    '^inrflow$': source('cli/src/index.ts'),
    '^@testing/([a-zA-Z]+)$': path.join(__dirname, 'tools', 'jest', '$1.ts'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // Jest's guard of the globals that it cleans up wraps TensorFlow.js's engine again for each file, until the call stack overflows.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  maxWorkers: process.env.CI ? 2 : 1,
  testTimeout: 60_000,
};

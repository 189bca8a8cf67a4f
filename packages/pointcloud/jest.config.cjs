const preset = require('../../jest.preset.cjs');

// What is published as ES modules only, which Jest runs once they are CommonJS: three.js, a dependency of glTF's reader, and a decoder of its.
const [[, toCommonJs]] = Object.entries(preset.transform);

module.exports = {
  ...preset,
  displayName: 'pointcloud',
  rootDir: __dirname,
  transform: { ...preset.transform, '/(three/(build|examples/jsm)|property-graph|meshoptimizer)/.*\\.m?js$': toCommonJs },
  transformIgnorePatterns: ['/node_modules/(?!(three|property-graph|meshoptimizer)/)'],
};

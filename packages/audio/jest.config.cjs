const preset = require('../../jest.preset.cjs');

// What is published as ES modules only, which Jest runs once they are CommonJS: the decoders of FLAC and Ogg Vorbis.
const [[, toCommonJs]] = Object.entries(preset.transform);

module.exports = {
  ...preset,
  displayName: 'audio',
  rootDir: __dirname,
  transform: { ...preset.transform, '/(@wasm-audio-decoders/[a-z-]+|@eshaz/web-worker|codec-parser|simple-yenc)/.*\\.m?js$': toCommonJs },
  transformIgnorePatterns: ['/node_modules/(?!(@wasm-audio-decoders|@eshaz|codec-parser|simple-yenc)/)'],
};

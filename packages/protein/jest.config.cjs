module.exports = { ...require('../../jest.preset.cjs'), displayName: 'protein', rootDir: __dirname };

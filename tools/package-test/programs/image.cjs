// A PNG is written, and read as a data set by a thread: the built worker is found from ESM and from CommonJS alike.
const assert = require('node:assert/strict');
const { mkdtempSync } = require('node:fs');
const { join } = require('node:path');

module.exports = {
  modules: ['@inrflow/image', '@inrflow/image/node'],
  async run(pixels, files) {
    const { openImageDataset, writePng } = { ...pixels, ...files };
    let threads = 0;
    process.on('worker', () => threads++);
    const folder = mkdtempSync(join(process.cwd(), 'pictures-'));
    await writePng(join(folder, 'red.png'), { width: 2, height: 2, channels: 3, data: Uint8Array.from({ length: 12 }, (_, i) => (i % 3 ? 0 : 255)) });
    const dataset = await openImageDataset(folder, { workers: 1 });
    const { values } = await dataset.example(0, { seed: 0, stream: 'data', step: 0, sample: 0 });
    assert.deepEqual([...(values.data ?? values)].slice(0, 3), [1, -1, -1]);
    assert.equal(threads, 1);
    await dataset.close?.();
  },
};

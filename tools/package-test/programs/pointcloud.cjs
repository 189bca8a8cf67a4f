// A mesh file becomes a cloud on its surface, and a cloud a picture and a file.
const assert = require('node:assert/strict');
const { mkdtempSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

module.exports = {
  modules: ['@inrflow/pointcloud', '@inrflow/pointcloud/node'],
  async run(clouds, files) {
    const { openPointCloudDataset, renderCloud, writePly } = { ...clouds, ...files };
    const folder = mkdtempSync(join(process.cwd(), 'meshes-'));
    writeFileSync(join(folder, 'square.off'), 'OFF\n4 1 0\n0 0 0\n1 0 0\n1 1 0\n0 1 0\n4 0 1 2 3\n');
    const dataset = await openPointCloudDataset(folder, { points: 64 });
    const { values } = await dataset.example(0, { seed: 0, stream: 'data', step: 0, sample: 0 });
    assert.equal(values.length, 3 * 64);
    assert.ok(values.every((x, i) => (i % 3 === 2 ? x === 0 : Math.abs(x) <= 1)));
    await dataset.close();
    assert.ok(renderCloud(values, { size: 32 }).data.some((sample) => sample < 255));
    await writePly(join(folder, 'cloud.ply'), values);
    assert.match(readFileSync(join(folder, 'cloud.ply'), 'latin1'), /^ply\n/);
  },
};

// Distances on threads: the built worker is found from ESM and from CommonJS alike, and a set is at no distance from itself.
const assert = require('node:assert/strict');

module.exports = {
  modules: ['@inrflow/metrics', '@inrflow/metrics/node'],
  async run(scores, threaded) {
    const { seededRandom, scoreCloudsOnThreads } = { ...scores, ...threaded };
    let threads = 0;
    process.on('worker', () => threads++);
    const random = seededRandom(1);
    const clouds = Array.from({ length: 4 }, () => Float32Array.from({ length: 96 }, random));
    const { minimumMatchingDistance, coverage } = await scoreCloudsOnThreads(clouds, clouds, { distance: 'EMD', normalization: 'none', threads: 2 });
    assert.deepEqual([minimumMatchingDistance.value, coverage.value], [0, 1]);
    assert.ok(threads > 0);
  },
};

import { writeFileSync } from 'node:fs';
import { fuzzReaders } from '@testing/fuzz';
import { temporaryFolder } from '@testing/temporaryFolder';
import { readConfig } from '../src/config/read.js';
import { settingsOfConfig } from '../src/config/settings.js';
import { loadPlugin } from '../src/plugins/loadPlugin.js';

const inFolder = temporaryFolder('file');
const configurations = [
  { run: 'runs/a', data: { path: 'pictures', size: 32, range: [0, 1], background: [1, 2, 3] }, model: { preset: 'tiny-32', encoder: 'linear' }, training: { minutes: 60, batchSize: 64 }, sampling: { solver: 'euler', steps: 20, guidance: 2, guidanceInterval: [0, 1] } },
  { modality: 'pointcloud', data: { path: 'meshes', points: 64, scaleRange: [1, 2] }, training: { steps: 3 } },
  { modality: 'protein', data: { path: 'structures', maxLength: 64 } },
];

fuzzReaders([{
  name: 'configuration',
  seeds: () => [...configurations.map((each) => Buffer.from(JSON.stringify(each, null, 1))), Buffer.from(`\ufeff${JSON.stringify(configurations[0])}`)],
  read: async (bytes) => {
    writeFileSync(inFolder('mutated.json'), bytes);
    const raw = await readConfig(inFolder('mutated.json'));
    const { modality } = (raw ?? {}) as { modality?: unknown };
    return settingsOfConfig(await loadPlugin(modality === 'pointcloud' || modality === 'protein' ? modality : 'image'), raw, [], inFolder('mutated.json'));
  },
}]);

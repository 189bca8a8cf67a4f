import path from 'node:path';
import { hasSoftwareGpu, runOnSoftwareGpu } from '@testing/softwareGpu';
import { temporaryFolder } from '@testing/temporaryFolder';

const inFolder = temporaryFolder();

(hasSoftwareGpu ? test : test.skip)('WebGPU by a software driver: checked, refused if wrong, and state that stays there', () => {
  runOnSoftwareGpu(path.join(__dirname, '../..'), path.join(__dirname, 'webgpu.software.ts'), inFolder('cache'));
}, 600_000);

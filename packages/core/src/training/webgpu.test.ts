import path from 'node:path';
import { hasSoftwareGpu, runOnSoftwareGpu } from '@testing/softwareGpu';

(hasSoftwareGpu ? test : test.skip)('WebGPU by a software driver: training, resuming and sampling as on the CPU', () => {
  runOnSoftwareGpu(path.join(__dirname, '../..'), path.join(__dirname, 'webgpu.software.ts'));
}, 600_000);

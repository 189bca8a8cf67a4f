import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** SwiftShader, a Vulkan driver that computes on the processor, as Debian's chromium-common installs it. */
const DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';
/** Vulkan's loader: libvulkan1's, or the browser's own. */
const LOADERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib/chromium'];

const loader = LOADERS.find((folder) => existsSync(path.join(folder, 'libvulkan.so.1')));

/** Whether WebGPU can be had without a graphics card; `INRFLOW_NO_SOFTWARE_GPU=1` says no. */
export const hasSoftwareGpu = existsSync(DRIVER) && loader !== undefined && process.env.INRFLOW_NO_SOFTWARE_GPU !== '1';

/** The environment in which a process finds the software driver, and no other. @param cache folder of what is remembered of devices; shared by default, so that the driver is checked once */
export function softwareGpuEnvironment(cache = path.join(tmpdir(), 'inrflow-software-gpu')): NodeJS.ProcessEnv {
  const { VK_DRIVER_FILES: _, ...environment } = process.env;
  return { ...environment, VK_ICD_FILENAMES: DRIVER, LD_LIBRARY_PATH: [loader, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'), XDG_CACHE_HOME: cache };
}

/**
 * Runs a file of tests in a process of its own that has the software driver: a library's path is read when a process starts.
 *
 * @param folder of the package
 * @param file of tests, by a name that Jest does not find by itself
 * @throws Error with what the tests print if one fails
 */
export function runOnSoftwareGpu(folder: string, file: string, cache?: string): void {
  const jest = path.join(__dirname, '../../node_modules/jest/bin/jest.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [jest, '--runInBand', '--testTimeout=500000', '--testMatch', `**/${path.basename(file)}`, '--runTestsByPath', file], { cwd: folder, env: softwareGpuEnvironment(cache), encoding: 'utf8', timeout: 600_000 });
  if (status !== 0) throw new Error(`${path.basename(file)}: ${stdout}${stderr}`);
}

import { describeAdapter, type AdapterSources } from './adapter.js';

/** A system with these files and the folders that contain them. */
function system(files: Readonly<Record<string, string>>, environment: Record<string, string> = {}): AdapterSources {
  const inside = (folder: string) => [...new Set(Object.keys(files).filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1).split('/')[0]))];
  const read = (file: string) => {
    if (files[file] === undefined) throw new Error(`ENOENT ${file}`);
    return files[file];
  };
  return { platform: 'linux 6', processor: 'A processor', environment, files: { readFileSync: read, readdirSync: inside, readlinkSync: read } as never };
}

const NVIDIA = {
  '/proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA GeForce RTX 4090\nIRQ: 1\n',
  '/proc/driver/nvidia/version': 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.14  Thu\n',
};
const CARD = { '/sys/class/drm/card0/device/vendor': '0x1002\n', '/sys/class/drm/card0/device/device': '0x73bf\n', '/sys/class/drm/card0/device/driver': '../../bus/pci/drivers/amdgpu', '/sys/class/drm/card0-HDMI-A-1/status': 'off' };

test.each<[string, Parameters<typeof describeAdapter>[0], AdapterSources, string]>([
  ['the processor', 'cpu', system(NVIDIA), 'A processor'],
  ['a driver that the environment chooses', 'webgpu', system(NVIDIA, { VK_ICD_FILENAMES: '/usr/lib/chromium/vk_swiftshader_icd.json' }), 'Vulkan driver vk_swiftshader_icd'],
  ["NVIDIA's card and driver", 'cuda', system(NVIDIA), 'NVIDIA GeForce RTX 4090, driver 550.54.14'],
  ['another card of Linux', 'webgpu', system(CARD), 'PCI 0x1002:0x73bf, driver amdgpu'],
  ['a system that reveals nothing', 'webgpu', system({}), 'a card of linux 6 (A processor)'],
])('%s', async (_, device, sources, expected) => {
  expect(await describeAdapter(device, sources)).toBe(expected);
});

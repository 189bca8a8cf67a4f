import { backendOf, type Device, type RuntimeDevice } from './device.js';

interface Files {
  readFileSync(file: string, encoding: 'utf8'): string;
  readdirSync(folder: string): readonly string[];
  readlinkSync(link: string): string;
}

/** What is read from the system to name a card; tests substitute another one. */
export interface AdapterSources {
  /** Name and release, such as `linux 6.1.0`. */
  platform: string;
  environment: Readonly<Record<string, string | undefined>>;
  files: Files;
  /** Model name of the processor. */
  processor: string;
}

interface Browser {
  navigator?: { gpu?: { requestAdapter(): Promise<{ info?: { vendor?: string; architecture?: string; device?: string; description?: string } } | null> } };
}

function thisSystem(): AdapterSources | undefined {
  const builtin = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule;
  if (!builtin) return undefined;
  const processor = builtin('node:os').cpus()[0]?.model.trim() || 'unknown processor';
  return { platform: `${process.platform} ${builtin('node:os').release()}`, environment: process.env, files: builtin('node:fs'), processor };
}

const attempt = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** The Vulkan driver that the environment chooses, such as `vk_swiftshader_icd`. */
function chosenDriver({ environment }: AdapterSources): string | undefined {
  const file = environment.VK_DRIVER_FILES || environment.VK_ICD_FILENAMES;
  return file?.split(/[/\\]/).pop()?.replace(/\.json$/, '');
}

/** NVIDIA's cards and driver as the kernel module reports them. */
function nvidia({ files }: AdapterSources): string | undefined {
  const root = '/proc/driver/nvidia';
  const cards = attempt(() => files.readdirSync(`${root}/gpus`)) ?? [];
  const models = cards.map((card) => /^Model:\s*(\S.*)$/m.exec(attempt(() => files.readFileSync(`${root}/gpus/${String(card)}/information`, 'utf8')) ?? '')?.[1]).filter(Boolean);
  if (models.length === 0) return undefined;
  const version = attempt(() => files.readFileSync(`${root}/version`, 'utf8'))?.split(/\s/).find((word) => /^\d+\.[\d.]+$/.test(word));
  return `${models.join(', ')}${version ? `, driver ${version}` : ''}`;
}

/** Cards by their PCI numbers and kernel drivers, as Linux reports them. */
function linuxCards({ files }: AdapterSources): string | undefined {
  const root = '/sys/class/drm';
  const cards = (attempt(() => files.readdirSync(root)) ?? []).map(String).filter((name) => /^card\d+$/.test(name));
  const found = cards.map((card) => {
    const read = (name: string) => attempt(() => files.readFileSync(`${root}/${card}/device/${name}`, 'utf8').trim());
    const driver = attempt(() => files.readlinkSync(`${root}/${card}/device/driver`))?.split('/').pop();
    return read('vendor') && `PCI ${read('vendor')}:${read('device')}${driver ? `, driver ${driver}` : ''}`;
  }).filter(Boolean);
  return found.length > 0 ? found.join('; ') : undefined;
}

async function inBrowser(): Promise<string> {
  const adapter = await (globalThis as Browser).navigator?.gpu?.requestAdapter().catch(() => null);
  const { vendor, architecture, device, description } = adapter?.info ?? {};
  return [vendor, architecture, device, description].filter(Boolean).join(' ') || 'a card that the browser does not name';
}

/**
 * The card and the driver behind a device, in words, as far as the system reveals them; ONNX Runtime does not.
 *
 * @param system this one by default
 */
export async function describeAdapter(device: RuntimeDevice, system = thisSystem()): Promise<string> {
  if (!system) return device === 'cpu' ? 'WebAssembly' : inBrowser();
  if (device === 'cpu') return system.processor;
  const driver = device === 'webgpu' ? chosenDriver(system) : undefined;
  if (driver) return `Vulkan driver ${driver}`;
  return nvidia(system) ?? linuxCards(system) ?? `a card of ${system.platform} (${system.processor})`;
}

/** A device with its card and driver in words, for reports. @param device not `auto`: see {@link chooseDevice} */
export async function describeDevice(device: Exclude<Device, 'auto'>): Promise<string> {
  const backend = backendOf(device);
  if (backend !== undefined) return `TensorFlow.js, backend ${backend}`;
  return `${device}: ${await describeAdapter(device as RuntimeDevice)}`;
}

/** Maximum number of keys to keep: old drivers make room for new ones. */
const MOST = 20;

const fileModules = () => {
  const builtin = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule;
  return builtin && { fs: builtin('node:fs'), os: builtin('node:os'), path: builtin('node:path') };
};

/** Where Node keeps what has passed: `$XDG_CACHE_HOME/inrflow/devices.json`, or below `~/.cache`; undefined in a browser, which uses `localStorage`. */
export function passedFile(): string | undefined {
  const modules = fileModules();
  if (!modules) return undefined;
  const { os, path } = modules;
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'inrflow', 'devices.json');
}

const STORE = 'inrflow-devices';

function read(): string[] {
  try {
    const file = passedFile();
    const text = file ? fileModules()!.fs.readFileSync(file, 'utf8') : globalThis.localStorage.getItem(STORE);
    const keys: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Whether a device has passed its check: `key` names device, driver, runtime and rules. */
export const passedBefore = (key: string): boolean => read().includes(key);

/** Remembers that a device has passed. If nothing can be stored, it is checked again each time. */
export function rememberPassed(key: string): void {
  const text = JSON.stringify([key, ...read().filter((other) => other !== key)].slice(0, MOST), null, 1);
  try {
    const file = passedFile();
    if (!file) return globalThis.localStorage.setItem(STORE, text);
    const { fs, path } = fileModules()!;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const own = `${file}.${process.pid}`;
    fs.writeFileSync(own, text);
    fs.renameSync(own, file);
  } catch {
    // A folder that cannot be written to costs the next process a check and nothing else.
  }
}

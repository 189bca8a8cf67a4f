import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

/** Paths of the wanted files below a folder, relative to it with forward slashes; links are followed, each real folder once, and hidden ones left out. */
export async function listFiles(root: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const seen = new Set<string>();
  const found: string[] = [];
  async function walk(folder: string, prefix: string): Promise<void> {
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    for (const item of await readdir(folder, { withFileTypes: true })) {
      if (item.name.startsWith('.')) continue;
      const name = prefix + item.name;
      const file = path.join(folder, item.name);
      // A link that leads nowhere is kept as a file, so that reading it says what is wrong.
      const isFolder = item.isDirectory() || (item.isSymbolicLink() && (await stat(file).catch(() => undefined))?.isDirectory() === true);
      if (isFolder) await walk(file, `${name}/`);
      else if (isWanted(name)) found.push(name);
    }
  }
  await walk(root, '');
  return found;
}

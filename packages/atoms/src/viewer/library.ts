import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compressed } from '@inrflow/drawing';

/** What a page brings along to draw with. */
export interface ViewerLibrary {
  /** 3Dmol.js, as {@link compressed} gives it. */
  script: string;
  /** Its licence and those of what is bundled with it. */
  licence: string;
}

// What 3Dmol.js's bundle contains besides itself.
const BUNDLED = ['pako', 'upng-js', 'netcdfjs', 'iobuffer'];

/** The folder of an installed package, found from its main file. */
function rootOf(name: string, from: string): string {
  const main = createRequire(from).resolve(name);
  const folder = `${path.sep}node_modules${path.sep}${name}`;
  return main.slice(0, main.lastIndexOf(folder) + folder.length);
}

/**
 * The installed 3Dmol.js, compressed to about a third.
 *
 * @throws Error that names the file if 3Dmol.js is not installed, or its version has another layout
 */
export async function viewerLibrary(): Promise<ViewerLibrary> {
  const root = rootOf('3dmol', import.meta.url);
  const read = (file: string) => readFile(file, 'utf8').catch((cause) => {
    throw new Error(`${file}: not read; expected 3Dmol.js 2.5`, { cause });
  });
  const main = path.join(root, 'build', '3Dmol-min.js');
  const licences = await Promise.all(BUNDLED.map(async (name) => `${name}\n\n${await read(path.join(rootOf(name, main), 'LICENSE'))}`));
  return { script: await compressed(await read(main)), licence: [await read(path.join(root, 'LICENSE')), ...licences].map((text) => text.trim()).join('\n\n') };
}

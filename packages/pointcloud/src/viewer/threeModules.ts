import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compressed } from '@inrflow/drawing';

/** The modules of three.js that a page contains, and their licence. */
export interface ThreeModules {
  /** Gzip in base64, under the name that the page's script knows; each imports only those before it. */
  modules: { name: string; data: string }[];
  licence: string;
}

// `imports` is what the page's script replaces with the address of the module before it.
const FILES = [
  { name: 'core', file: 'build/three.core.js', imports: undefined },
  { name: 'three', file: 'build/three.module.js', imports: "from './three.core.js'" },
  { name: 'orbit', file: 'examples/jsm/controls/OrbitControls.js', imports: "from 'three'" },
];

/**
 * The installed three.js, compressed: about a quarter of its size, and free of anything that would end a script in HTML.
 *
 * @throws Error that names the module if three.js is not installed, or if its version is laid out in another way
 */
export async function threeModules(): Promise<ThreeModules> {
  const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve('three')));
  const modules = await Promise.all(FILES.map(async ({ name, file, imports }) => {
    const text = await readFile(path.join(root, file), 'utf8').catch((cause) => {
      throw new Error(`${path.join(root, file)}: not read; expected three.js 0.187`, { cause });
    });
    if (imports && !text.includes(imports)) throw new Error(`${path.join(root, file)}: no import ${imports}; expected three.js 0.187`);
    return { name, data: await compressed(text) };
  }));
  return { modules, licence: await readFile(path.join(root, 'LICENSE'), 'utf8') };
}

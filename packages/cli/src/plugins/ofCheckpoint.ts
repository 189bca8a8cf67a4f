import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CONTRACT_VERSION, kindOfCheckpoint, type Checkpoint, type Plugin } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { BUILT_IN } from './builtIn.js';
import { loadPlugin } from './loadPlugin.js';

/** The value of `--modality` for a package that is the nearest project above a folder or one of its dependencies; undefined if it is neither. */
function inProject(name: string, folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (existsSync(file)) {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      if (manifest.name === name) return at;
      return ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'].some((field) => Object.hasOwn((manifest[field] ?? {}) as object, name)) ? name : undefined;
    }
    if (at === path.dirname(at)) return undefined;
  }
}

/**
 * The plug-in for a checkpoint's kind of data: a built-in one, the one that the user names, or the package that the checkpoint names, if it is the current project or one of its
 * dependencies. A checkpoint alone never causes a package to be imported.
 *
 * @param named the value of `--modality`
 * @throws UsageError naming the package to install, or what differs from the installed one
 */
export async function pluginOfCheckpoint(checkpoint: Pick<Checkpoint, 'config'>, file: string, { named, folder = process.cwd() }: { named?: string; folder?: string } = {}): Promise<Plugin> {
  const { name, origin } = kindOfCheckpoint(checkpoint);
  const isOurs = (BUILT_IN as readonly string[]).includes(name) && (origin === undefined || origin.package === `@inrflow/${name}`);
  if (origin && origin.contract > CONTRACT_VERSION) throw new UsageError(`${file}: its plug-in ${origin.package}@${origin.version} follows contract ${origin.contract}, and this release of inrflow contract ${CONTRACT_VERSION}: update inrflow`);
  const from = origin ? `of the package ${origin.package}@${origin.version}` : 'of a package that it does not name';
  const known = named ?? (isOurs ? name : origin && inProject(origin.package, folder));
  if (known === undefined) {
    const advice = origin ? `npm install ${origin.package} in your project, or name the plug-in with --modality` : 'name the plug-in with --modality';
    throw new UsageError(`${file}: is a model of '${name}', ${from}, which is not a dependency of the project here: ${advice}`);
  }
  const plugin = await loadPlugin(known, folder);
  if (plugin.name !== name) throw new UsageError(`${file}: is a model of '${name}', ${from}, not of '${plugin.name}', which ${plugin.package.name} is for`);
  if (origin && origin.package !== plugin.package.name) throw new UsageError(`${file}: is a model ${from}, not of ${plugin.package.name}@${plugin.package.version}`);
  return plugin;
}

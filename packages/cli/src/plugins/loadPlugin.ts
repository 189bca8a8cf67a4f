import { checkPlugin, expectedOneOf, type Plugin } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { BUILT_IN } from './builtIn.js';
import { findPlugin, isPath } from './findPlugin.js';
import { guardPlugin } from './guard.js';

/**
 * The plug-in of a name: see {@link findPlugin}.
 *
 * @throws UsageError if there is none; PluginError if it is not a plug-in, or not one of this release, naming the field and what was expected
 */
export async function loadPlugin(name: string, folder?: string): Promise<Plugin> {
  const found = locate(name, folder);
  const module = await importOf(found.specifier, found.name);
  const value = module.plugin ?? module.default;
  if (value === undefined) throw new UsageError(`modality '${name}': ${found.name} exports no plug-in: expected an export called 'plugin', or a default one`);
  const plugin = checkPlugin(value, `plug-in ${found.name}`);
  // A short name refers to a built-in plug-in, whatever a package calls itself.
  if (!isPath(name) && found.manifest && plugin.package.name !== found.manifest.name) throw new UsageError(`plug-in ${found.name}: its package.name is '${plugin.package.name}': expected '${found.manifest.name}', by which checkpoints find it`);
  return guardPlugin(plugin);
}

function locate(name: string, folder?: string) {
  try {
    return findPlugin(name, folder);
  } catch (error) {
    // For a misspelt short name, suggest the built-in ones as well as a package to install.
    if (!(error instanceof UsageError) || isPath(name) || /^@|[/.]/.test(name)) throw error;
    throw new UsageError(`${error.message}; or, among the built-in ones, ${expectedOneOf(name, BUILT_IN)}`, { cause: error });
  }
}

async function importOf(specifier: string, name: string): Promise<Record<string, unknown>> {
  try {
    return (await import(specifier)) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`plug-in ${name}: cannot be loaded: ${(error as Error).message}`, { cause: error });
  }
}

/** Every plug-in that comes with the command. */
export async function builtInPlugins(): Promise<Plugin[]> {
  return Promise.all(BUILT_IN.map((name) => loadPlugin(name)));
}

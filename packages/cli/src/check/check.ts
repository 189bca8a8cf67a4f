import { tryPlugin } from '@inrflow/core/testing';
import { UsageError } from '../errors.js';
import { loadPlugin } from '../plugins/loadPlugin.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';

/** Checks a plug-in against every rule of the contract, on its own examples or on real files, and prints the rules that it breaks. @throws Error if it breaks any */
export async function check(name: string, { data }: { data?: string }, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const plugin = await loadPlugin(name);
  if (data === undefined && !plugin.demo) throw new UsageError(`the plug-in '${plugin.name}' has no demo: give files of its kind with --data`);
  const demo = data === undefined ? undefined : await plugin.demo?.();
  // The demo's data sizes suit only its own data; its network is small and fits any data.
  const settings = data === undefined ? undefined : { data: { ...demo?.settings?.data, path: data }, model: demo?.settings?.model };
  terminal.out(`${plugin.name}: ${plugin.package.name} ${plugin.package.version}, contract ${plugin.contract}`);
  const { rules, warnings } = await tryPlugin({ plugin, ...(settings && { settings }) }, ({ rule, faults }) => {
    terminal.out(`${faults.length === 0 ? 'ok    ' : 'broken'}  ${rule}${faults.map((fault) => `\n          ${fault}`).join('')}`);
  });
  warnings.forEach((warning) => terminal.note(`warning: ${warning}`));
  const broken = rules.filter(({ faults }) => faults.length > 0).length;
  if (broken > 0) throw new Error(`the plug-in breaks ${broken} of the ${rules.length} rules`);
  terminal.out(`all ${rules.length} rules are kept`);
}

import { prepareTraining, settle, type Plugin, type PreparedTraining, type Settings } from '@inrflow/core';
import { asUsage } from '../errors.js';
import { checkModelMemory } from '../model/memory.js';

/**
 * Opens the data and fills in the settings that depend on them.
 *
 * @throws UsageError if a field does not fit the others; Error if there are no examples, or they break the contract
 */
export async function prepare(plugin: Plugin, settings: Settings): Promise<PreparedTraining> {
  const dataset = await asUsage('data', () => plugin.open(settings, 'train'));
  try {
    const settled = settle(plugin, settings, dataset);
    if (settled) checkModelMemory(settled, plugin.points(settled.data), plugin);
    return await asUsage('configuration', () => prepareTraining(plugin, settings, dataset));
  } catch (error) {
    await dataset.close?.();
    throw error;
  }
}

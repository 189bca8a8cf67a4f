import { networkOf, normalValues, parameterSpecs, settingsOf, settle, storedSettings, weightsCheckpoint, type NamedArrays } from '@inrflow/core';
import { saveCheckpoint } from '@inrflow/core/node';
import { BUILT_IN } from '../../src/plugins/builtIn.js';
import { loadPlugin } from '../../src/plugins/loadPlugin.js';

/** A checkpoint of random parameters, none of them zero: what an untrained model would not show shows. */
export async function writeModel(file: string, { size = 6, classes = ['cat', 'dog', 'sea horse'], model = {} as object, data = {} as object, training = {} as object, scale = 0.3 } = {}): Promise<void> {
  const plugin = await loadPlugin(BUILT_IN[0]);
  const settings = settle(plugin, settingsOf(plugin, { data: { path: 'nowhere', size, ...data }, model: { width: 8, heads: 2, blocks: 1, latents: 4, ...model }, training, sampling: { steps: 2 } }))!;
  const { config: sizes, modality } = networkOf(plugin, settings, classes.length);
  const average: NamedArrays = Object.fromEntries(Object.entries(parameterSpecs(sizes, modality)).map(([name, { shape }]) =>
    [name, { dtype: 'float32', shape, data: normalValues({ seed: 1, stream: name }, shape.reduce((a, b) => a * b, 1)).map((x) => scale * x) }]));
  const arrays = () => ({ parameters: average, average, first: average, second: average });
  await saveCheckpoint(file, weightsCheckpoint({ step: 7, arrays }, storedSettings(plugin, settings, classes), { examples: 5, software: 'inrflow test' }));
}

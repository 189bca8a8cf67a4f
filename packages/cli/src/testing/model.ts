import { normalValues, parameterSpecs, weightsCheckpoint, type NamedArrays } from '@inrflow/core';
import { saveCheckpoint } from '@inrflow/core/node';
import { checkConfig } from '../config/check.js';
import { checkpointConfig } from '../model/checkpoint.js';
import { modalityOf } from '../modalities/index.js';
import { networkOf } from '../model/network.js';

/** A checkpoint of random parameters, none of them zero: what an untrained model would not show shows. */
export async function writeModel(file: string, { size = 6, classes = ['cat', 'dog', 'sea horse'], model = {} as object } = {}): Promise<void> {
  const config = checkConfig({ data: { path: 'nowhere', size }, model: { width: 8, heads: 2, blocks: 1, latents: 4, ...model }, sampling: { steps: 2 } }, () => 'test');
  const resolved = modalityOf(config).settle(config)!;
  const { config: sizes, modality } = networkOf(resolved, classes.length);
  const average: NamedArrays = Object.fromEntries(Object.entries(parameterSpecs(sizes, modality)).map(([name, { shape }]) =>
    [name, { dtype: 'float32', shape, data: normalValues({ seed: 1, stream: name }, shape.reduce((a, b) => a * b, 1)).map((x) => 0.3 * x) }]));
  const arrays = () => ({ parameters: average, average, first: average, second: average });
  await saveCheckpoint(file, weightsCheckpoint({ step: 7, arrays }, checkpointConfig(resolved, classes), { examples: 5, software: 'inrflow test' }));
}

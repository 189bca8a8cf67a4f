import type { Trainer } from '@inrflow/core';
import { saveCheckpoint } from '@inrflow/core/node';
import type { ResolvedConfig } from '../config/types.js';
import { checkpointConfig, tensorsOfTraining } from '../model/checkpoint.js';
import { VERSION } from '../version.js';
import type { RunFolder } from './runFolder.js';

/** Saves the state of a run: first what resuming needs, then the moving average alone for sampling. Each file is whole at any moment. */
export async function saveRun(run: RunFolder, trainer: Trainer, config: ResolvedConfig, { classes, pictures, seconds }: { classes: readonly string[]; pictures: number; seconds: number }): Promise<void> {
  const arrays = trainer.arrays();
  const [stored, about] = [checkpointConfig(config, classes), { step: trainer.step, pictures, software: `inrflow ${VERSION}` }];
  await saveCheckpoint(run.training, { kind: 'training', config: stored, progress: { ...about, seconds }, tensors: tensorsOfTraining(arrays) });
  const average = Object.fromEntries(Object.entries(arrays.average).map(([name, { shape, data }]) => [name, { shape, data }]));
  // No times in it: the same training gives the same file, byte for byte.
  await saveCheckpoint(run.weights, { kind: 'weights', config: stored, progress: about, tensors: average }, { floats: config.training.weights === 'float16' ? 'F16' : 'F32' });
}

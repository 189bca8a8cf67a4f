import { storedSettings, trainingCheckpoint, weightsCheckpoint, type Plugin, type SettledSettings, type Trainer } from '@inrflow/core';
import { saveCheckpoint } from '@inrflow/core/node';
import { VERSION } from '../version.js';
import type { RunFolder } from './runFolder.js';

/** Saves the state of a run: first what resuming needs, then the moving average for sampling. Each file is complete at any moment. */
export async function saveRun(run: RunFolder, trainer: Pick<Trainer, 'step' | 'arrays'>, kind: Plugin, config: SettledSettings, { classes, examples, seconds, data, device }: { classes: readonly string[]; examples: number; seconds: number; /** Fingerprint of the data: see `Dataset.fingerprint`. */ data?: string; /** The device that computed the steps. */ device: string }): Promise<void> {
  const [stored, about] = [storedSettings(kind, config, classes), { examples, software: `inrflow ${VERSION}` }];
  await saveCheckpoint(run.training, trainingCheckpoint(trainer, stored, { ...about, seconds, device, ...(data !== undefined && { data }) }));
  // Contains no times, so that the same training gives the same file, byte for byte.
  await saveCheckpoint(run.weights, weightsCheckpoint(trainer, stored, about), { floats: config.training.weights === 'float16' ? 'F16' : 'F32' });
}

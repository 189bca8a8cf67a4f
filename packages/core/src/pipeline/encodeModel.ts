import { encodeCheckpoint } from '../checkpoints/index.js';
import { weightsCheckpoint } from '../training/index.js';
import { storedSettings, type Model } from './model.js';

/** The bytes of a model's checkpoint: its settings, its classes and its parameters. */
export function encodeModel<Data extends object, Fields extends object, Sample, Ask extends object>({ kind, settings, classes, parameters, progress }: Model<Data, Fields, Sample, Ask>, { floats = 'F32' }: { floats?: 'F32' | 'F16' } = {}): Promise<Uint8Array> {
  const arrays = () => ({ parameters, average: parameters, first: parameters, second: parameters });
  return encodeCheckpoint(weightsCheckpoint({ step: Number(progress.step ?? 0), arrays }, storedSettings(kind, settings, classes), progress), { floats });
}

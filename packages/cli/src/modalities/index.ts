import type { ResolvedConfig, Config } from '../config/types.js';
import type { ModalityName } from '../config/schema.js';
import type { CommandModality } from './commandModality.js';
import { image } from './image.js';
import { pointcloud } from './pointcloud.js';

export type { CommandModality, Extent } from './commandModality.js';

const MODALITIES: Readonly<Record<ModalityName, CommandModality>> = { image, pointcloud };

/** The kind of data of a configuration. */
export function modalityOf(config: Pick<Config | ResolvedConfig, 'modality'>): CommandModality {
  return MODALITIES[config.modality];
}

import type { ResolvedConfig, Config } from '../config/types.js';
import type { ModalityName } from '../config/schema.js';
import type { CommandModality } from './commandModality.js';
import { image } from './image.js';
import { pointcloud } from './pointcloud.js';
import { protein } from './protein.js';

export type { CommandModality, Extent, Subject, SubjectOptions } from './commandModality.js';

const MODALITIES: Readonly<Record<ModalityName, CommandModality>> = { image, pointcloud, protein };

/** The kind of data of a configuration. */
export function modalityOf(config: Pick<Config | ResolvedConfig, 'modality'>): CommandModality {
  return MODALITIES[config.modality];
}

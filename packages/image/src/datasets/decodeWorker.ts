import { serveTasks } from '@inrflow/core/node';
import { preparePixels, type Preparation } from './prepare.js';

serveTasks<Uint8Array, Uint8Array, Preparation>((bytes, preparation) => preparePixels(bytes, preparation), (pixels) => [pixels.buffer as ArrayBuffer]);

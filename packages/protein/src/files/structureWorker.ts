import { serveTasks } from '@inrflow/core/node';
import type { Structure } from './readStructure.js';
import { readRequested, type ReadRequest } from './structureReader.js';

serveTasks<ReadRequest, Structure>(readRequested);

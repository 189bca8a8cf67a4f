import { serveTasks } from '@inrflow/core/node';
import type { Shape } from './shape.js';
import { readRequested, type ReadRequest } from './shapeReader.js';

serveTasks<ReadRequest, Shape>(readRequested, (shape) => (shape.kind === 'cloud' ? [shape.positions] : [shape.mesh.vertices, shape.mesh.triangles]).map(({ buffer }) => buffer as ArrayBuffer));

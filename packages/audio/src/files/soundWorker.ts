import { serveTasks } from '@inrflow/core/node';
import type { Preparation, Sound } from '../sounds/index.js';
import { readPrepared } from './soundReader.js';

serveTasks<Uint8Array, Sound, Preparation>(readPrepared, ({ channels }) => [...new Set(channels.map(({ buffer }) => buffer as ArrayBuffer))]);

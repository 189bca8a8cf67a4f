#!/usr/bin/env node
// A file of the sources, so that `npm ci` in a clone links the command before it is built.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  console.error('create-inrflow-modality: not built yet: run npm run build');
  process.exitCode = 1;
}

export { run } from './cli.js';
export { EXIT } from './errors.js';
export type { Terminal } from './terminal.js';

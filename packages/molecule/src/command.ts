export { plugin } from './command/plugin.js';

export { drawSound } from './drawSound.js';

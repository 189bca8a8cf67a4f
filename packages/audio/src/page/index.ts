export { soundsPage, type PageSound, type SoundsPageOptions } from './soundsPage.js';

export { audio, type AudioAsk, type AudioData, type AudioModel } from './audioKind.js';

export { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors.js';

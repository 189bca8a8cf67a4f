export { decodeCheckpoint, encodeCheckpoint, type Checkpoint, type CheckpointContent, type DecodeCheckpointOptions, type JsonValue } from './checkpoint.js';
export { decodeSafetensors, encodeSafetensors, type SafetensorsOptions, type StoredTensor } from './safetensors.js';
export type { Hash } from './sha256.js';

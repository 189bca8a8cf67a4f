export * from './files/index.js';
export { loadCheckpoint, loadCheckpointConfig, saveCheckpoint, type LoadCheckpointOptions, type LoadedCheckpoint } from './checkpoints/files.js';
export { writeFileAtomically, type FileOperations } from './checkpoints/writeFileAtomically.js';
export * from './threads/index.js';

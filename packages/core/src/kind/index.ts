export { CONTRACT_VERSION, type Asked, type Kind, type Preset, type Subject, type Words } from './kind.js';
export { dependsOnExamples, measurePairsPerLatent, networkOf } from './networkOf.js';
export { schemaOf } from './schemaOf.js';
export { settingsOf, settle, settleTraining } from './settle.js';
export type { Picture } from './picture.js';
export { checkPlugin, PluginError } from './checkPlugin.js';
export type { Demo, EvaluateOptions, FileHint, Evaluation, Host, NamedSample, Part, Plugin, Scoring } from './plugin.js';

export { checkSettings, type ExplainUnknown } from './checkSettings.js';
export { networkFields, type NetworkSettings, type SettledNetwork } from './networkSettings.js';
export { samplingSchema, type SamplingSettings } from './samplingSettings.js';
export { expectationOf, fieldNames, fieldSchema, type SchemaFields, type SchemaNode } from './schemaNode.js';
export type { DataSettings, SettledSettings, Settings } from './settings.js';
export { SettingsError } from './settingsError.js';
export { trainingSchema, type SettledTraining, type TrainingSettings } from './trainingSettings.js';

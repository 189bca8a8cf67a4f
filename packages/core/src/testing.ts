export * from './testing/index.js';
export { describePlugin, pluginRules, tryPlugin, type PluginReport } from './testing/describePlugin.js';
export type { PluginRule } from './testing/pluginRules.js';
export type { PluginSubject } from './testing/pluginSubject.js';

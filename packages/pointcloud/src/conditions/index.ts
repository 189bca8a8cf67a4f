export { patchChannels, patchTokens, RAY_CHANNELS, viewTokens, type ViewCondition } from './viewTokens.js';

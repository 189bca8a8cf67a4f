export { launchedBy, type Launched } from './launcher.js';
export { LaunchError, openGroup } from './openGroup.js';
export { LostProcessError } from './waiting.js';

export { alone } from './alone.js';
export { checkAgreement } from './agreement.js';
export { ProcessError } from './processError.js';
export type { ArrayPart, GroupProvider, LaunchedGroup, ProcessGroup } from './processGroup.js';
export { gatherJson, namesOf, together } from './together.js';
export { divided, shareOf } from './divided.js';

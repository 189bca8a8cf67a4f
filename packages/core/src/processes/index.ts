export { checksumOf } from './checksum.js';
export { alone } from './alone.js';
export { checkAgreement } from './agreement.js';
export { gatherArrays } from './gatherArrays.js';
export { ProcessError } from './processError.js';
export type { ArrayPart, GroupProvider, LaunchedGroup, ProcessGroup } from './processGroup.js';
export { gatherJson, inAgreement, namesOf, together } from './together.js';
export { divided, shareOf } from './divided.js';

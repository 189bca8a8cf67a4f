export { guidanceActs, guidedVelocity, type Guidance } from './guidance.js';

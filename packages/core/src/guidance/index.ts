export { guidanceActs, guidedVelocity, withGuidance, type Guidance } from './guidance.js';

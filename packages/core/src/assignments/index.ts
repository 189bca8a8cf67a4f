export type { Assignment } from './assignment.js';

export * from './graph/value.js';
export { orderedNodes } from './graph/order.js';
export { rewrite, type Rule } from './graph/rewrite.js';
export { simplify } from './graph/simplify.js';
export { describeModel } from './format/describe.js';
export { writeModel, type Dimension, type ModelDescription } from './format/writer.js';
export { createSession, type HostNumbers, type HostTensor, type Session, type SessionOptions } from './runtime/session.js';

export * from './graph/value.js';
export { orderedNodes } from './graph/order.js';
export { rewrite, type Rule } from './graph/rewrite.js';
export { simplify } from './graph/simplify.js';

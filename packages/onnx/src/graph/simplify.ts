import { mergeCommonSubexpressions } from './passes/commonSubexpressions.js';
import { foldFills } from './passes/fills.js';
import { dropIdentities } from './passes/identities.js';
import { rewrite } from './rewrite.js';
import type { Value } from './value.js';

/** The graph of the given values with fills folded, identities dropped and common sub-expressions merged; dead nodes drop out by themselves. */
export function simplify(outputs: readonly Value[]): Value[] {
  return rewrite(outputs, [foldFills, dropIdentities, mergeCommonSubexpressions()]);
}

import { fuseBias } from './passes/bias.js';
import { mergeCommonSubexpressions } from './passes/commonSubexpressions.js';
import { foldConstants } from './passes/constants.js';
import { foldFills } from './passes/fills.js';
import { fuseGelu } from './passes/gelu.js';
import { keepWeightsInEightBits } from './passes/eightBitWeights.js';
import { dropIdentities } from './passes/identities.js';
import { fuseLayerNormalization, fuseModulation, fuseScaleAndOffset } from './passes/layerNormalization.js';
import { fuseSoftmax } from './passes/softmax.js';
import { mergeParallelProducts } from './passes/parallelProducts.js';
import { dropReshapes } from './passes/reshapes.js';
import { writeOut } from './passes/portable.js';
import { rewrite } from './rewrite.js';
import type { Value } from './value.js';

/** What simplification may use. */
export interface SimplifyOptions {
  /** Uses only operators of the ONNX standard, none of ONNX Runtime's own. Default false. */
  portable?: boolean;
  /** Computes constants ahead of time on the host; false leaves all computation to the runtime. Default true. */
  fold?: boolean;
  /** Operators of ONNX Runtime to write out in those of the ONNX standard: see {@link DeviceRules}. */
  unfused?: readonly string[];
  /** Merges parallel layers, the modulation of one sample and reshapes: see {@link DeviceRules}. Default true. */
  merges?: boolean;
  /** Bits of constant matrices in products: see {@link keepWeightsInEightBits}. Default 32. */
  weightBits?: 8 | 32;
}

/**
 * The graph of the given values with constants and fills folded, identities dropped, common sub-expressions merged, and known patterns
 * (normalization, softmax, GELU, bias) made one operator each; dead nodes drop out by themselves.
 */
export function simplify(outputs: readonly Value[], { portable = false, fold = true, unfused = [], merges = true, weightBits = 32 }: SimplifyOptions = {}): Value[] {
  const written = unfused.length > 0 ? rewrite(outputs, [writeOut(unfused)]) : outputs;
  const plain = rewrite(written, [...(fold ? [foldFills, foldConstants] : []), dropIdentities, mergeCommonSubexpressions()]);
  const fused = rewrite(plain, [fuseScaleAndOffset, fuseLayerNormalization, fuseSoftmax, ...(portable ? [] : [fuseGelu]), fuseBias]);
  const merged = !merges ? fused : rewrite(mergeParallelProducts(fused), [fuseModulation, dropReshapes, dropIdentities, mergeCommonSubexpressions()]);
  return rewrite(merged, [...(weightBits === 8 ? [keepWeightsInEightBits] : []), dropIdentities, mergeCommonSubexpressions()]);
}

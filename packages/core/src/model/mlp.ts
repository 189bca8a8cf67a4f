import { gelu, silu } from '@inrflow/onnx';
import type * as tf from '@tensorflow/tfjs-core';
import type { ModelConfig } from './config.js';
import { linear } from './linear.js';
import type { Parameters } from './parameters.js';

/**
 * Two layers with the model's activation between them.
 *
 * @param x `[…, width]`
 * @param name prefix of the two layers' parameters, `name.hidden` and `name.output`
 * @returns `[…, width]`
 */
export function mlp({ activation }: Pick<ModelConfig, 'activation'>, parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor {
  const hidden = linear(parameters, `${name}.hidden`, x);
  return linear(parameters, `${name}.output`, activation === 'gelu' ? gelu(hidden) : silu(hidden));
}

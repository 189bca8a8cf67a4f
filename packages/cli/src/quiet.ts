import * as tf from '@tensorflow/tfjs-core';

/** Keeps TensorFlow.js from advertising its native binding, which does not run models here. */
export function silenceTensorFlow(): void {
  tf.env().set('PROD', true);
}

import * as tf from '@tensorflow/tfjs-core';

/** Keeps TensorFlow.js from advertising its native binding, which is not what runs models here. */
export function silenceTensorFlow(): void {
  tf.env().set('PROD', true);
}

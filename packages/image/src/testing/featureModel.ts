import { writeFile } from 'node:fs/promises';
import { toOnnx } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';

/** Writes an ONNX file whose features are the channels' means over the cells of a 2×2 grid, `[1, 12]`, and whose classes are two logits. */
export async function writeFeatureModel(file: string, { size = 4, classes = false } = {}): Promise<void> {
  const cells = (pictures: tf.Tensor) => tf.mean(tf.reshape(pictures, [1, 3, 2, size / 2, 2, size / 2]), [3, 5]);
  await writeFile(file, toOnnx((pictures: tf.Tensor) => {
    const features = tf.reshape(cells(pictures), [1, 12]);
    const brightness = tf.reshape(tf.mean(pictures), [1, 1]);
    return { features, ...(classes && { logits: tf.concat([tf.mul(brightness, 5), tf.neg(brightness)], 1) }) };
  }, [{ shape: [1, 3, size, size] }], { inputNames: { 0: 'pictures' }, outputNames: { 'output.features': 'features', ...(classes && { 'output.logits': 'logits' }) } }));
}

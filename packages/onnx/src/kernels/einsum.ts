import * as tf from '@tensorflow/tfjs-core';
import { apply } from '../graph/value.js';
import { kernel, type Kernel } from './kernel.js';

/** The kernel of Einstein summation, `ab,bc->ac`, as ONNX's operator of the same name. */
export const einsum: Record<string, Kernel> = {
  Einsum: kernel<string, { equation: string }>((inputs, { equation }) => {
    const operands = Object.values(inputs);
    // TensorFlow.js's own reading of the equation, with its errors: at most two operands, no axis twice in one.
    const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, operands.length);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, operands.map(({ shape }) => ({ shape }) as tf.Tensor));
    const sizes = new Map<string, number>();
    idDims.forEach((axes, i) => axes.forEach((letter, axis) => sizes.set(allDims[letter], operands[i].shape[axis])));
    const written = equation.replace(/\s/g, '');
    return apply('Einsum', operands, { dtype: operands[0].dtype, shape: [...written.split('->')[1]].map((letter) => sizes.get(letter)!) }, { equation: written });
  }),
};

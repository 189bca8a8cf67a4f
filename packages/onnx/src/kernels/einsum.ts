import { apply, type Value } from '../graph/value.js';
import { kernel, type Kernel } from './kernel.js';

/** The kernel of Einstein summation, `ab,bc->ac`, as ONNX's operator of the same name. */
export const einsum: Record<string, Kernel> = {
  Einsum: kernel<string, { equation: string }>((inputs, { equation }) => {
    const operands = Object.values(inputs);
    const written = equation.replace(/\s/g, '');
    const [left, right] = written.split('->');
    if (right === undefined) throw new Error(`einsum equation '${equation}' has no arrow; expected such as 'ij,jk->ik'`);
    const terms = left.split(',');
    if (terms.length !== operands.length) throw new Error(`einsum equation '${equation}' has ${terms.length} operands; ${operands.length} tensors were given`);
    const sizes = new Map<string, number>();
    terms.forEach((term, i) => {
      const { shape } = operands[i] as Value;
      if (term.length !== shape.length) throw new Error(`einsum equation '${equation}' gives operand ${i} ${term.length} axes; it is [${shape}]`);
      [...term].forEach((letter, axis) => {
        const known = sizes.get(letter) ?? shape[axis];
        if (known !== shape[axis]) throw new Error(`einsum equation '${equation}': axis ${letter} has sizes ${known} and ${shape[axis]}`);
        sizes.set(letter, known);
      });
    });
    const unknown = [...right].find((letter) => !sizes.has(letter));
    if (unknown) throw new Error(`einsum equation '${equation}': the output's axis ${unknown} is in no operand`);
    return apply('Einsum', operands, { dtype: operands[0].dtype, shape: [...right].map((letter) => sizes.get(letter)!) }, { equation: written });
  }),
};

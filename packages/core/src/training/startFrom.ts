import { initialParameters, parameterSpecs, type Network } from '../model/index.js';
import type { NamedArrays } from './arrays.js';

/** Vectors of the classes, the last of them for "no class". */
const CLASSES = 'classes.vectors';

/** An optional part of a network: it starts at zero, where it has no effect. */
const OPTIONAL = 'augmentation.weight';

/** A trained model from which to start. */
export interface Start {
  parameters: NamedArrays;
  /** Names of its classes. */
  classes: readonly string[];
}

/** Class vectors by name: those of known classes are copied, others are initialized; that of "no class" is kept. */
function classVectors({ parameters, classes: known }: Start, fresh: Float32Array, classes: readonly string[], width: number): Float32Array {
  const vectors = fresh.slice();
  const { [CLASSES]: old } = parameters;
  if (!old) return vectors;
  const copy = (from: number, to: number) => vectors.set(old.data.subarray(from * width, (from + 1) * width), to * width);
  classes.forEach((name, to) => known.includes(name) && copy(known.indexOf(name), to));
  copy(known.length, classes.length);
  return vectors;
}

/**
 * The parameters of a network taken from a trained model, for fine-tuning on other data of the same kind. Classes may differ; those with the same name keep their vectors.
 *
 * @param classes names of the new data's classes
 * @param seed for newly initialized parameters
 * @throws RangeError naming the first parameter that the model lacks, or that has another shape
 */
export function startFrom(network: Network, classes: readonly string[], start: Start, seed: number): NamedArrays {
  const specs = parameterSpecs(network.config, network.modality);
  const fresh = initialParameters(specs, seed);
  const extra = Object.keys(start.parameters).find((name) => !Object.hasOwn(specs, name) && name !== CLASSES && name !== OPTIONAL);
  if (extra !== undefined) throw new RangeError(`the model to start from has a parameter '${extra}', which the network to train lacks: both must have the same sizes`);
  return Object.fromEntries(Object.entries(specs).map(([name, { shape }]) => {
    const array = (data: Float32Array): [string, NamedArrays[string]] => [name, { dtype: 'float32', shape: [...shape], data }];
    if (name === CLASSES) return array(classVectors(start, fresh[name].data, classes, network.config.width));
    const found = start.parameters[name];
    if (!found && name === OPTIONAL) return array(fresh[name].data);
    if (!found) throw new RangeError(`the model to start from has no parameter '${name}': it must have the same sizes as the network to train`);
    if (found.shape.join() !== shape.join()) throw new RangeError(`parameter '${name}' of the model to start from has the shape [${found.shape}]; the network to train needs [${shape}]: both must have the same sizes`);
    return array(found.data.slice());
  }));
}

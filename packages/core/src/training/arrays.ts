import { initialParameters, parameterSpecs, type Network } from '../model/index.js';

/** Numbers by parameter name. */
export type NamedArrays = Record<string, { dtype: 'float32'; shape: number[]; data: Float32Array }>;

/** Everything that training changes, on the host; together with the number of steps done, what resuming needs. */
export interface TrainingArrays {
  parameters: NamedArrays;
  /** Exponential moving average of the parameters. */
  average: NamedArrays;
  /** AdamW's mean gradients. */
  first: NamedArrays;
  /** AdamW's mean squared gradients. */
  second: NamedArrays;
}

/** The state before the first step: initial parameters, random ones by default, the average equal to them, moments of zero. */
export function freshArrays(network: Network, seed: number, initial?: NamedArrays): TrainingArrays {
  const named = (fill: (data: Float32Array) => Float32Array): NamedArrays =>
    Object.fromEntries(Object.entries(start).map(([name, { shape, data }]) => [name, { dtype: 'float32' as const, shape, data: fill(data) }]));
  const start = initial ?? initialParameters(parameterSpecs(network.config, network.modality), seed);
  const zeros = (data: Float32Array) => new Float32Array(data.length);
  return { parameters: named((data) => (initial ? data.slice() : data)), average: named((data) => data.slice()), first: named(zeros), second: named(zeros) };
}

/** A state with the same names and shapes, for other numbers. */
export function mappedArrays(arrays: TrainingArrays, map: (data: Float32Array) => Float32Array): TrainingArrays {
  const part = (named: NamedArrays): NamedArrays =>
    Object.fromEntries(Object.entries(named).map(([name, { dtype, shape, data }]) => [name, { dtype, shape, data: map(data) }]));
  return { parameters: part(arrays.parameters), average: part(arrays.average), first: part(arrays.first), second: part(arrays.second) };
}

import { compile, specsOf, type CompiledFunction } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs-core';
import type { Parameters } from '../../model/index.js';
import { gatherJson, type ProcessGroup } from '../../processes/index.js';
import type { NamedArrays, TrainingArrays } from '../arrays.js';
import type { RuntimeOptions } from '../runtimeOptions.js';
import { movedState, type StepScalars, type TrainingState, type UpdateOptions } from '../step.js';
import { outputsOf, type HostScalars } from '../wholeStep.js';
import { selected, type Layout } from './layout.js';

type Squares = CompiledFunction<[Parameters], Parameters>;
type Move = CompiledFunction<[TrainingState, Parameters, tf.Tensor, StepScalars], { state: TrainingState }>;

const { fround } = Math;

/** The norm of all gradients from the sums of squares of each, and the factor that clips it, with every operation rounded as the compiled graph rounds it: see {@link globalNorm} and {@link clipFactor}. */
export function clipOf(squares: readonly number[], limit: number): { norm: number; clip: number } {
  const norm = fround(Math.sqrt(squares.reduce((sum, square) => fround(sum + square))));
  // As in the graph, a norm that is not a number stays one.
  return { norm, clip: Math.min(fround(fround(limit) / fround(norm + fround(1e-6))), 1) };
}

/**
 * Updates the arrays that this process keeps of a state that is divided among processes (ZeRO-1: Rajbhandari et al., 2020): only this process has the moments and the average of its arrays, and
 * every process has all parameters.
 */
export function partUpdate(processes: ProcessGroup, layout: Layout, { optimizer, clipNorm }: UpdateOptions, runtime: RuntimeOptions) {
  const names = layout.namesOf(processes.rank);
  let compiled: { squares: Squares; move: Move } | undefined;
  const compileFor = async (state: TrainingArrays, gradients: NamedArrays, scalars: HostScalars) => {
    const squaresOf = (given: Parameters) => Object.fromEntries(Object.entries(given).map(([name, gradient]) => [name, tf.sum(tf.square(gradient))]));
    const move = (from: TrainingState, by: Parameters, clip: tf.Tensor, numbers: StepScalars) => ({ state: movedState(from, by, clip, optimizer, numbers) });
    return {
      squares: (await compile(squaresOf, [specsOf(gradients)] as never, runtime)) as unknown as Squares,
      move: (await compile(move, [specsOf(state), specsOf(gradients), { shape: [] }, specsOf(scalars)] as never, runtime)) as unknown as Move,
    };
  };
  return {
    /**
     * @param state of this process's arrays; `parameters` are views of those of all
     * @param gradients of this process's arrays
     * @param order every parameter, in the order that the norm is summed in
     * @param spread copies the next parameters of this process to all
     */
    async run(state: TrainingArrays, next: TrainingArrays, gradients: NamedArrays, scalars: HostScalars, order: readonly string[], spread: () => Promise<void>): Promise<number> {
      if (names.length > 0) compiled ??= await compileFor(state, gradients, scalars);
      const own = compiled ? await compiled.squares(gradients as never) : {};
      const squares = Object.assign({}, ...(await gatherJson(processes, Object.fromEntries(Object.entries(own as unknown as NamedArrays).map(([name, { data }]) => [name, String(data[0])]))))) as Record<string, string>;
      const { norm, clip } = clipOf(order.map((name) => Number(squares[name])), clipNorm);
      if (!Number.isFinite(norm)) return norm;
      if (compiled) await compiled.move.into(outputsOf(next), state as never, gradients as never, { dtype: 'float32', shape: [], data: Float32Array.of(clip) } as never, scalars as never);
      await spread();
      return norm;
    },
    /** A state's arrays that this process keeps. */
    own: (arrays: TrainingArrays): TrainingArrays => ({
      parameters: selected(arrays.parameters, names), average: selected(arrays.average, names), first: selected(arrays.first, names), second: selected(arrays.second, names),
    }),
    async dispose() {
      await compiled?.squares.dispose();
      await compiled?.move.dispose();
      compiled = undefined;
    },
  };
}

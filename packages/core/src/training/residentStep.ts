import { compile, createCopier, specsOf, type CompiledFunction, type Copier, type DeviceTensor, type HostTensor, type RuntimeDevice } from '@inrflow/onnx';
import type { Network } from '../model/index.js';
import type { BatchTensors } from '../objective/index.js';
import { compiledByShape } from './compiledByShape.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import { trainingStep, type StepScalars, type TrainingState, type UpdateOptions } from './step.js';
import { outputsOf, type StepRunner } from './wholeStep.js';

type Step = CompiledFunction<[TrainingState, BatchTensors, StepScalars], ReturnType<ReturnType<typeof trainingStep>>>;
type DeviceState = Record<string, Record<string, DeviceTensor>>;

/** The tensors of a state by their path, such as `state.average.time.hidden.bias`. */
const flat = (state: DeviceState): Record<string, DeviceTensor> =>
  Object.fromEntries(Object.entries(state).flatMap(([part, named]) => Object.entries(named).map(([name, tensor]) => [`state.${part}.${name}`, tensor])));

function nested(tensors: Record<string, DeviceTensor>): DeviceState {
  const state: DeviceState = {};
  for (const [path, tensor] of Object.entries(tensors)) {
    const [, part, name] = /^state\.(\w+)\.(.*)$/.exec(path)!;
    (state[part] ??= {})[name] = tensor;
  }
  return state;
}

const free = (state: DeviceState) => Object.values(flat(state)).forEach((tensor) => tensor.dispose());

/**
 * Steps like those of {@link wholeStep}, on a device whose memory runs can share: the state goes up before the first step and stays there, batches follow it, and the loss comes
 * down. `download` fetches the state.
 */
export function residentStep(network: Network, options: UpdateOptions, runtime: RuntimeOptions & { device: RuntimeDevice }): StepRunner {
  const step = trainingStep(network, options);
  const compiled = compiledByShape<Step>();
  let copier: Copier | undefined;
  let there: DeviceState | undefined;
  return {
    async run(state, _next, [batch], scalars) {
      const run = await compiled.of(batch, () => compile(step, [specsOf(state), specsOf(batch), specsOf(scalars)] as never, { ...runtime, resident: ['state'] }));
      if (!there) {
        const arrays = outputsOf(state);
        copier ??= await createCopier(arrays, runtime.device);
        there = nested(await copier.upload(arrays));
      }
      const result = await run(there as never, batch as never, scalars as never);
      const moved = result.state as unknown as DeviceState;
      const [loss, gradientNorm] = [result.loss.data[0], result.gradientNorm.data[0]];
      // A step that has diverged is discarded.
      const isSound = Number.isFinite(loss) && Number.isFinite(gradientNorm);
      free(isSound ? there : moved);
      if (isSound) there = moved;
      return { loss, gradientNorm, losses: Array.from(result.losses.data) };
    },
    async download(into) {
      if (there) await copier!.download(flat(there), outputsOf(into) as Record<string, HostTensor>);
    },
    async dispose() {
      if (there) free(there);
      there = undefined;
      await copier?.dispose();
      copier = undefined;
      await compiled.dispose();
    },
  };
}

import { compile, specsOf, type CompiledFunction } from '@inrflow/onnx';
import type { JsonValue } from '../../checkpoints/index.js';
import type { Network, Parameters } from '../../model/index.js';
import type { BatchArrays } from '../../objective/index.js';
import { gatherJson, namesOf, ProcessError, together, type ProcessGroup } from '../../processes/index.js';
import { checksumOf } from '../../processes/checksum.js';
import { mappedArrays, type NamedArrays, type TrainingArrays } from '../arrays.js';
import { DivergedError } from '../divergedError.js';
import type { RuntimeOptions } from '../runtimeOptions.js';
import { updateState, type StepScalars, type TrainingState, type UpdateOptions } from '../step.js';
import { outputsOf, type HostScalars } from '../wholeStep.js';
import { gradientSums } from './gradientSums.js';
import { layoutOf } from './layout.js';
import { partUpdate } from './partUpdate.js';
import { pieceGradients } from './pieceGradients.js';
import type { Pieces } from './pieces.js';

/** How processes share the steps of a training. */
export interface SharedOptions {
  /** Sums gradients in the order of the batch's pieces: the same bits as one process with gradient accumulation over as many pieces. */
  deterministic: boolean;
  /** Divides moments and average among the processes (ZeRO-1), so that each keeps the parameters and a part of the rest. */
  shardState: boolean;
  /** What this process tells the others with each step, such as its clock. */
  say?: () => JsonValue;
}

/** The pieces of a batch that a process reads. */
export interface ReadPieces {
  batches: BatchArrays[];
  /** Why examples were skipped. */
  skipped: string[];
}

/** The result of a step of several processes, over all their pieces. */
export interface SharedNumbers {
  /** Loss of the whole batch. */
  loss: number;
  /** Global norm of the gradients before clipping. */
  gradientNorm: number;
  /** The time and the loss of each sample, in the order of the batch. */
  samples: { time: number; loss: number }[];
  /** Decoded points. */
  points: number;
  /** Why examples were skipped, in all processes. */
  skipped: string[];
  /** Seconds spent transferring numbers between processes, and waiting for the slowest. */
  communication: { seconds: number; waiting: number };
  /** What each process said with the step, in the order of ranks. */
  said: JsonValue[];
}

/** What `shardState` divides. */
const DIVIDED = ['average', 'first', 'second'] as const;

/** Which parts of a divided state to gather, and where. */
export interface Gathering {
  /** The divided parts to gather; all by default. */
  parts?: readonly (typeof DIVIDED)[number][];
  /** Gathers them only in process 0, which needs the memory for them; the others keep what they hold. By default, every process gets them. */
  onlyFirst?: boolean;
}

/** Steps between two comparisons of all processes' parameters. */
export const COMPARED_EVERY = 50;

/** Steps that several processes do together. */
export interface SharedSteps {
  /** Does step `number`, counted from 1. @param read reads this process's pieces */
  step(number: number, read: () => Promise<ReadPieces>, scalars: HostScalars): Promise<SharedNumbers>;
  /** What this process holds: the parameters, and the rest or a part of it. */
  arrays(): TrainingArrays;
  /** The whole state, or parts of it. Every process calls it. */
  whole(gathering?: Gathering): Promise<TrainingArrays>;
  dispose(): Promise<void>;
}

type Update = CompiledFunction<[TrainingState, Parameters, StepScalars], ReturnType<typeof updateState>>;

/** Numbers as text, because JSON has no NaN. */
interface Told {
  loss: string;
  samples: string[][];
  points: number;
  skipped: string[];
}

/** What a process reports about a piece. */
async function toldOf(compute: Promise<{ loss: number; losses: number[] }>, batch: BatchArrays, skipped: string[]): Promise<Told> {
  const { loss, losses } = await compute;
  const { condition: { time }, query } = batch;
  return { loss: String(loss), samples: losses.map((each, i) => [String(time.data[i]), String(each)]), points: query.values.shape[0] * query.values.shape[1], skipped };
}

/**
 * Steps whose batch several processes compute, some pieces each: gradients are summed over all, and every process makes the same update. A process holds a whole state, or the parameters and its part of the rest.
 *
 * @param state where to start, which the steps write to
 */
export function sharedSteps(network: Network, options: UpdateOptions, start: TrainingArrays, pieces: Pieces, processes: ProcessGroup, { deterministic, shardState, say = () => null }: SharedOptions, runtime: RuntimeOptions = {}): SharedSteps {
  const layout = layoutOf(start.parameters, processes.size);
  const names = Object.keys(start.parameters);
  const gradients = pieceGradients(network, 1 / pieces.count, runtime);
  const sums = gradientSums(processes, layout, { parts: shardState });
  const part = shardState ? partUpdate(processes, layout, options, runtime) : undefined;
  // Parameters that are spread lie in one array.
  const flat = shardState ? new Float32Array(layout.length) : undefined;
  if (flat) Object.entries(layout.views(flat)).forEach(([name, { data }]) => data.set(start.parameters[name].data));
  const everywhere = flat ? layout.views(flat) : undefined;
  let state = part ? { ...mappedArrays(part.own(start), (data) => data), parameters: part.own({ ...start, parameters: everywhere! }).parameters } : start;
  let spare = mappedArrays(state, (data) => new Float32Array(data.length));
  let second: NamedArrays | undefined;
  let update: Update | undefined;
  const parameters = () => everywhere ?? state.parameters;
  const clock = { seconds: 0, waiting: 0 };
  const timed = async <T>(of: keyof typeof clock, work: Promise<T>): Promise<T> => {
    const begun = performance.now();
    const value = await work;
    clock[of] += (performance.now() - begun) / 1000;
    return value;
  };

  let said: JsonValue[] = [];
  /** What all processes report once each has computed. If one fails to read or to compute, it says so, and all fail. */
  async function tell(work: () => Promise<Told[]>): Promise<Told[]> {
    let done = performance.now();
    const told = await together(processes, async () => {
      const own = await work();
      done = performance.now();
      return { own: own as unknown as JsonValue, said: say() };
    });
    clock.waiting += (performance.now() - done) / 1000;
    said = told.map((each) => each.said);
    // In the order of the batch: the first piece of every process, then the second.
    const all = told.map((each) => each.own as unknown as Told[]);
    return all[0].flatMap((_, i) => all.map((each) => each[i]));
  }

  /** Pieces one after the other, each summed before the next is computed. */
  async function inOrder(read: () => Promise<ReadPieces>): Promise<{ told: Told[]; summed: NamedArrays }> {
    sums.clear();
    const told: Told[] = [];
    let given: ReadPieces | undefined;
    for (let i = 0; i < pieces.own.length; i++) {
      told.push(...(await tell(async () => {
        given ??= await read();
        return [await toldOf(gradients.compute(parameters(), given.batches[i], sums.piece), given.batches[i], i === 0 ? given.skipped : [])];
      })));
      await timed('seconds', sums.addPiece());
    }
    return { told, summed: await timed('seconds', sums.finish()) };
  }

  /** All pieces of this process, then one sum. */
  async function atOnce(read: () => Promise<ReadPieces>): Promise<{ told: Told[]; summed: NamedArrays }> {
    const told = await tell(async () => {
      const { batches, skipped } = await read();
      // Sums of own pieces go back and forth between two sets of arrays, and end in the one that processes sum.
      if (batches.length > 1) second ??= layout.views(new Float32Array(layout.length));
      const at = (left: number) => (left % 2 === 0 ? sums.piece : second!);
      const own: Told[] = [];
      for (const [i, batch] of batches.entries()) {
        own.push(await toldOf(gradients.compute(parameters(), batch, at(batches.length - i - 1), i > 0 ? at(batches.length - i) : undefined), batch, i === 0 ? skipped : []));
      }
      return own;
    });
    return { told, summed: await timed('seconds', sums.sumPieces()) };
  }

  /** Writes the next parameters of this process to all. */
  async function spread(): Promise<void> {
    for (const [name, { data }] of Object.entries(spare.parameters)) state.parameters[name].data.set(data);
    await timed('seconds', processes.spread(flat!, layout.parts));
  }

  async function updated(summed: NamedArrays, scalars: HostScalars): Promise<number> {
    if (part) return part.run(state, spare, summed, scalars, names, spread);
    const move = (from: TrainingState, by: Parameters, numbers: StepScalars) => updateState(from, by, options, numbers);
    update ??= (await compile(move, [specsOf(state), specsOf(summed), specsOf(scalars)] as never, runtime)) as unknown as Update;
    return (await update.into(outputsOf(spare), state as never, summed as never, scalars as never)).gradientNorm.data[0];
  }

  async function compare(number: number): Promise<void> {
    const checksums = await gatherJson(processes, checksumOf(Object.values(parameters()).map(({ data }) => data)));
    const differing = checksums.flatMap((checksum, rank) => (checksum === checksums[0] ? [] : [rank]));
    if (differing.length > 0) throw new ProcessError(`${namesOf(processes, differing)}: the weights after step ${number} differ from those of ${processes.names[0]}: start again from the last checkpoint, with --resume; if it happens again, look for a machine whose memory or network is at fault`, 'Error');
  }

  /** Which processes' gradients are not finite. They are computed again, because the sums hold those of all. */
  async function atFault(batches: readonly BatchArrays[]): Promise<string> {
    let isFinite = true;
    for (const batch of batches) {
      await gradients.compute(parameters(), batch, sums.piece);
      isFinite &&= Object.values(sums.piece).every(({ data }) => data.every(Number.isFinite));
    }
    const faults = (await gatherJson(processes, isFinite)).flatMap((each, rank) => (each ? [] : [rank]));
    return faults.length > 0 ? ` (the part of ${namesOf(processes, faults)})` : '';
  }

  return {
    async step(number, read, scalars) {
      Object.assign(clock, { seconds: 0, waiting: 0 });
      let batches: BatchArrays[] = [];
      const kept = async () => {
        const given = await read();
        ({ batches } = given);
        return given;
      };
      const { told, summed } = await (deterministic ? inOrder(kept) : atOnce(kept));
      const loss = told.reduce((sum, each) => Math.fround(sum + Number(each.loss)), 0);
      if (!Number.isFinite(loss)) {
        const ranks = [...new Set(told.flatMap((each, piece) => (Number.isFinite(Number(each.loss)) ? [] : [piece % processes.size])))].sort((a, b) => a - b);
        throw new DivergedError(number, `the loss of step ${number} is ${loss}${ranks.length > 0 ? ` (the part of ${namesOf(processes, ranks)})` : ''}`);
      }
      const gradientNorm = await updated(summed, scalars);
      if (!Number.isFinite(gradientNorm)) throw new DivergedError(number, `the gradients' norm of step ${number} is ${gradientNorm}${await atFault(batches)}`);
      if (part) {
        const { parameters: own } = state;
        [state, spare] = [{ ...spare, parameters: own }, { ...state, parameters: spare.parameters }];
      } else [state, spare] = [spare, state];
      if (number % COMPARED_EVERY === 0) await compare(number);
      return {
        loss, gradientNorm, points: told.reduce((sum, each) => sum + each.points, 0), skipped: told.flatMap((each) => each.skipped),
        samples: told.flatMap((each) => each.samples.map(([time, own]) => ({ time: Number(time), loss: Number(own) }))),
        communication: { ...clock }, said,
      };
    },
    arrays: () => (everywhere ? { ...state, parameters: everywhere } : state),
    async whole({ parts: wanted = DIVIDED, onlyFirst = false } = {}) {
      if (!everywhere) return state;
      const gathered: TrainingArrays = { ...state, parameters: everywhere };
      const { offset, length } = layout.parts[processes.rank];
      for (const part of wanted) {
        const isHere = !onlyFirst || processes.rank === 0;
        const all = isHere ? new Float32Array(layout.length) : undefined;
        const own = all?.subarray(offset, offset + length) ?? new Float32Array(length);
        layout.namesOf(processes.rank).reduce((at, name) => {
          const { data } = state[part][name];
          own.set(data, at);
          return at + data.length;
        }, 0);
        await (onlyFirst ? processes.collect(own, layout.parts, all) : processes.spread(all!, layout.parts));
        if (all) gathered[part] = layout.views(all);
      }
      return gathered;
    },
    async dispose() {
      await gradients.dispose();
      await part?.dispose();
      await update?.dispose();
      update = undefined;
    },
  };
}

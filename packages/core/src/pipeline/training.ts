import type { Kind } from '../kind/index.js';
import type { Dataset } from '../modality/index.js';
import type { ProcessGroup } from '../processes/index.js';
import { SettingsError, type SettledSettings, type Settings } from '../settings/index.js';
import { createTrainer, startFrom, type RuntimeOptions, type Start, type StepReport, type Trainer, type TrainingArrays } from '../training/index.js';
import type { Model } from './model.js';
import { learningRateOf, planOf, settledPlan, type Plan } from './plan.js';
import type { PreparedTraining } from './prepareTraining.js';
import { recipeOf } from './recipe.js';

/** The result of one step, and the progress of the run. */
export interface TrainingReport extends StepReport {
  /** Total number of steps; undefined while a timed run measures its speed. */
  steps?: number;
  /** Remaining seconds, if known. */
  secondsLeft?: number;
  /** The plan of a timed run, in the report of the step that decided it. */
  settled?: Plan;
}

/** A training run and everything around its steps. */
export interface Training<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> {
  readonly settings: SettledSettings<Data, Fields>;
  /** Undefined until a timed run has decided its length. */
  readonly plan: Plan | undefined;
  readonly network: PreparedTraining['network'];
  readonly trainer: Pick<Trainer, 'step' | 'arrays' | 'whole'>;
  /** Seconds that the run has taken, including before it was resumed; in a group, those of process 0 when the last step was computed. */
  elapsed(): number;
  /** Whether the `stop` of some process returned true when the last step was computed; in a group, every process gets the same answer. */
  stopped(): boolean;
  /** Whether the run is over; `late` if time ran out before the plan's last step. */
  finished(): false | 'done' | 'late';
  /** Does one step. @throws DivergedError if the loss or the gradients are not finite, before the state is updated */
  advance(): Promise<TrainingReport>;
  /** The current model; the next step writes to its arrays. @throws Error if the state is on a device: `trainer.whole()` fetches it */
  model(): Model<Data, Fields, Sample, Ask>;
  /** Frees the compiled step; the caller closes the data set. */
  dispose(): Promise<void>;
}

/** A timed run stops when it has exceeded its time by this factor. */
const OVERTIME = 1.15;

/** Options for starting a training. */
export interface TrainingOptions<Data extends object, Fields extends object, Sample, Ask extends object> extends RuntimeOptions {
  kind: Kind<Data, Fields, Sample, Ask>;
  /** The result of `prepareTraining`. */
  prepared: PreparedTraining<Data, Fields>;
  /** The state to continue from: see {@link resumeFrom}; and the seconds that the run has taken so far. */
  resume?: { step: number; arrays: TrainingArrays; seconds?: number };
  /** A model from whose parameters a fresh run starts: see {@link startFrom}. */
  init?: Start;
  /** Processes that train together, each of which calls this. */
  processes?: ProcessGroup;
  /** Called at each step: whether the run should end after it. */
  stop?: () => boolean;
}

/** What processes tell each other at each step: clocks differ, but decisions that depend on time must not. */
interface Said {
  elapsed: number;
  stop: boolean;
}

/**
 * Starts or continues a training run, with the schedule, the length of timed runs and the moving average of `inrflow train`.
 *
 * @throws SettingsError if `training.init` names a model and `init` is missing; RangeError if a setting or the model to start from does not fit the network
 */
export async function createTraining<Data extends object, Fields extends object, Sample, Ask extends object>({ kind, prepared, resume, init, processes, stop = () => false, threads, device }: TrainingOptions<Data, Fields, Sample, Ask>): Promise<Training<Data, Fields, Sample, Ask>> {
  const { network, dataset } = prepared;
  let { settings } = prepared;
  let plan = planOf(settings.training);
  const begun = performance.now();
  const ownElapsed = () => (resume?.seconds ?? 0) + (performance.now() - begun) / 1000;
  let said: Said | undefined = processes && processes.size > 1 ? { elapsed: resume?.seconds ?? 0, stop: false } : undefined;
  const elapsed = () => said?.elapsed ?? ownElapsed();
  const { strict, minutes, deterministic, shardState } = settings.training;
  const recipe = recipeOf(settings.training, (step) => learningRateOf(settings.training, plan)(step));
  if (settings.training.init !== undefined && !init && !resume) throw new SettingsError(`training.init is '${settings.training.init}': give the model itself, as init`, 'settings', 'training.init');
  const initial = init && !resume ? startFrom(network, dataset.classes, init, settings.training.seed) : undefined;
  const trainer = await createTrainer({ network, dataset, recipe, strict, resume, initial, processes, shared: { deterministic, shardState, say: () => ({ elapsed: ownElapsed(), stop: stop() }) }, threads: threads ?? settings.training.threads, device: device ?? settings.training.device });
  const firstStep = trainer.step;
  let firstSeconds = 0;
  return {
    get settings() {
      return settings;
    },
    get plan() {
      return plan;
    },
    network,
    trainer,
    elapsed,
    stopped: () => said?.stop ?? stop(),
    finished() {
      if (plan && trainer.step >= plan.steps) return 'done';
      return minutes !== undefined && elapsed() > minutes * 60 * OVERTIME && trainer.step > firstStep ? 'late' : false;
    },
    async advance() {
      const { said: all, ...report } = await trainer.advance();
      if (said && all) said = { elapsed: (all[0] as unknown as Said).elapsed, stop: all.some((each) => (each as unknown as Said).stop) };
      const [{ step }, now] = [report, elapsed()];
      // The first step includes compilation, so its time says nothing about the others.
      if (step === firstStep + 1) {
        firstSeconds = now;
        return { ...report, steps: plan?.steps };
      }
      const secondsPerStep = (now - firstSeconds) / (step - firstStep - 1);
      const settled = plan === undefined ? settledPlan(settings.training, { step, elapsed: now, secondsPerStep }) : undefined;
      if (settled) {
        plan = settled;
        settings = { ...settings, training: { ...settings.training, ...settled, minutes: undefined } };
      }
      return { ...report, steps: plan?.steps, ...(plan && { secondsLeft: (plan.steps - step) * secondsPerStep }), ...(settled && { settled }) };
    },
    model: () => ({ kind, settings, classes: dataset.classes, network, parameters: trainer.arrays().average, progress: { step: trainer.step, examples: dataset.length } }),
    dispose: () => trainer.dispose(),
  };
}

/** Options of {@link train}. */
export interface TrainOptions<Data extends object, Fields extends object, Sample, Ask extends object> extends RuntimeOptions {
  kind: Kind<Data, Fields, Sample, Ask>;
  dataset: Dataset;
  /** Sections of settings; fields that are left out get the defaults of the command. */
  settings?: { [Section in 'data' | 'model' | 'training' | 'sampling']?: Partial<Settings<Data, Fields>[Section]> };
  /** A model to start from, such as a result of `loadModel`: its parameters and, unless `settings` override them, its sizes, path and prediction. */
  init?: Start & { settings: Pick<SettledSettings, 'model' | 'training'> };
  /** Ends the run after the current step; the model is what has been learnt so far. */
  signal?: AbortSignal;
}

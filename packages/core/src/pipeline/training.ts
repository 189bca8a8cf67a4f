import type { Kind } from '../kind/index.js';
import type { Dataset } from '../modality/index.js';
import type { ProcessGroup } from '../processes/index.js';
import { SettingsError, type SettledSettings, type Settings } from '../settings/index.js';
import { createTrainer, startFrom, type RuntimeOptions, type Start, type StepReport, type Trainer, type TrainingArrays } from '../training/index.js';
import type { Model } from './model.js';
import { learningRateOf, planOf, settledPlan, type Plan } from './plan.js';
import type { PreparedTraining } from './prepareTraining.js';
import { recipeOf } from './recipe.js';

/** What one step did, and how far the run is. */
export interface TrainingReport extends StepReport {
  /** Steps in all; undefined while a timed run measures its speed. */
  steps?: number;
  /** Seconds that are left, if that is known. */
  secondsLeft?: number;
  /** The plan of a timed run, in the report of the step that settled it. */
  settled?: Plan;
}

/** A training run with all that surrounds its steps. */
export interface Training<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> {
  readonly settings: SettledSettings<Data, Fields>;
  readonly plan: Plan | undefined;
  readonly network: PreparedTraining['network'];
  readonly trainer: Pick<Trainer, 'step' | 'arrays' | 'whole'>;
  /** Seconds that the run has taken, before it was resumed included; in a group, those of process 0 when the last step was computed. */
  elapsed(): number;
  /** Whether `stop` of some process asked for the end when the last step was computed; in a group, every process gets the same answer. */
  stopped(): boolean;
  /** Whether there is nothing left to do; `late` if time ran out before the plan's last step. */
  finished(): false | 'done' | 'late';
  /** Does one step. @throws DivergedError if the loss or the gradients are not finite, before the state is updated */
  advance(): Promise<TrainingReport>;
  /** The model as it is now; the next step writes to its arrays. @throws Error if the state is on a device: `trainer.whole()` fetches it */
  model(): Model<Data, Fields, Sample, Ask>;
  /** Frees the compiled step; the data set is the caller's. */
  dispose(): Promise<void>;
}

/** Timed runs stop for good when they have taken this much longer than asked for. */
const OVERTIME = 1.15;

/** What a training is started with. */
export interface TrainingOptions<Data extends object, Fields extends object, Sample, Ask extends object> extends RuntimeOptions {
  kind: Kind<Data, Fields, Sample, Ask>;
  /** What `prepareTraining` made of settings and data. */
  prepared: PreparedTraining<Data, Fields>;
  /** The state to continue from: see {@link resumeFrom}; and the seconds that the run had taken. */
  resume?: { step: number; arrays: TrainingArrays; seconds?: number };
  /** A model whose parameters a fresh run starts from: see {@link startFrom}. */
  init?: Start;
  /** Processes that train together, each of which calls this. */
  processes?: ProcessGroup;
  /** Asked with each step whether the run is to end after it. */
  stop?: () => boolean;
}

/** What processes tell each other with a step: clocks differ, and what depends on time must not. */
interface Said {
  elapsed: number;
  stop: boolean;
}

/** Starts, or continues, a training run: the schedule, the length of timed runs and the moving average as `inrflow train` has them. */
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
      // The first step is spent compiling: it says nothing of the others.
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

/** What {@link train} is told. */
export interface TrainOptions<Data extends object, Fields extends object, Sample, Ask extends object> extends RuntimeOptions {
  kind: Kind<Data, Fields, Sample, Ask>;
  dataset: Dataset;
  /** Sections of settings; what is left out has the defaults of the command. */
  settings?: { [Section in 'data' | 'model' | 'training' | 'sampling']?: Partial<Settings<Data, Fields>[Section]> };
  /** A model to start from, such as one of `loadModel`: its parameters, and its sizes, path and prediction if `settings` do not say others. */
  init?: Start & { settings: Pick<SettledSettings, 'model' | 'training'> };
  /** Ends the run after the step at hand; what is learnt by then is the model. */
  signal?: AbortSignal;
}

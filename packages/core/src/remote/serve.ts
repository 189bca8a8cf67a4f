import type { Dataset, Example } from '../modality/index.js';
import { loadModel, train, type LoadedModel } from '../pipeline/index.js';
import type { Kind } from '../kind/index.js';
import { listen, type Abort, type Port, type RemoteProgress, type RemoteReport, type Request } from './messages.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a kind of any data, as its own type says
type AnyKind = Kind<any, any, any, any>;

interface Given {
  kind: string;
  source: string | Uint8Array;
  model: number;
  options: Record<string, unknown>;
  states: boolean;
  dataset: Omit<Dataset, 'example' | 'length'> & { examples: Example[] };
  settings: object;
  init?: number;
}

/**
 * Serves a page or a program from inside a worker: see {@link connect}.
 *
 * @param kinds the kinds of data that it can load and train
 * @param port this worker's end: `self` in a browser, `parentPort` of `node:worker_threads`
 * @example
 * serve([image], self);
 */
export function serve(kinds: readonly AnyKind[], port: Port): void {
  const models = new Map<number, LoadedModel>();
  const running = new Map<number, AbortController>();
  let last = 0;
  const keep = (model: LoadedModel) => {
    models.set(++last, model);
    return { model: last, classes: model.classes, settings: model.settings, kind: model.kind.name, steps: model.progress.step };
  };
  const kindNamed = (name: string) => {
    const kind = kinds.find((each) => each.name === name);
    if (!kind) throw new RangeError(`there is no kind of data '${name}' in this worker; it has ${kinds.map((each) => each.name).join(', ')}`);
    return kind;
  };
  const modelOf = (id: number) => {
    const model = models.get(id);
    if (!model) throw new Error('this model has been disposed of');
    return model;
  };

  const methods: Record<string, (given: Given, signal: AbortSignal, tell: (progress: RemoteProgress | RemoteReport) => void) => Promise<unknown>> = {
    load: async ({ kind, source }) => keep(await loadModel(source, kindNamed(kind))),
    async sample({ model, options, states }, signal, tell) {
      const { settings, sample } = modelOf(model);
      const { steps } = { ...settings.sampling, ...(options.sampling as object | undefined) };
      const solver = { ...settings.sampling, ...(options.sampling as object | undefined) }.solver;
      return sample({
        ...options, signal,
        onStep: ({ step, time, values }: { step: number; time: number; values: readonly Float32Array[] }) =>
          tell({ step, time, ...(solver !== 'dormand-prince' && { steps }), ...(states && { values: values.map((each) => each.slice()) }) }),
      } as never);
    },
    async train({ kind, dataset: { examples, ...about }, settings, init }, signal, tell) {
      const dataset = { ...about, length: examples.length, example: async (index: number) => examples[index] };
      const { device, threads, ...sections } = settings as { device?: never; threads?: number };
      const run = train({ kind: kindNamed(kind), dataset, settings: sections, device, threads, signal, ...(init !== undefined && { init: modelOf(init) as never }) });
      for await (const { step, loss, seconds, steps, secondsLeft } of run) {
        tell({ step, loss, seconds, steps, secondsLeft });
        // An abort is noticed between two steps.
        await new Promise((resolve) => setTimeout(resolve));
      }
      return keep(await run.model());
    },
    encode: ({ model, options }) => modelOf(model).encode(options),
    async dispose({ model }) {
      await models.get(model)?.dispose();
      models.delete(model);
    },
  };

  async function answer({ id, method, argument }: Request): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      if (!Object.hasOwn(methods, method)) throw new RangeError(`there is no '${method}'`);
      port.postMessage({ id, result: await methods[method](argument as Given, controller.signal, (progress) => port.postMessage({ id, progress })) });
    } catch (error) {
      const { name = 'Error', message = String(error) } = error as Partial<Error>;
      port.postMessage({ id, error: { name, message } });
    } finally {
      running.delete(id);
    }
  }
  listen(port, (message) => {
    const { abort } = message as Partial<Abort>;
    if (abort !== undefined) running.get(abort)?.abort();
    else void answer(message as Request);
  });
}

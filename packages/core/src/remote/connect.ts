import type { Dataset, Example } from '../modality/index.js';
import type { Kind } from '../kind/index.js';
import type { SampleOptions, TrainOptions } from '../pipeline/index.js';
import type { RuntimeOptions } from '../training/index.js';
import { listen, type Port, type RemoteProgress, type RemoteReport, type Reply } from './messages.js';

/** A model in a worker. */
export interface RemoteModel<Sample, Ask extends object> {
  /** Name of its kind of data. */
  readonly kind: string;
  /** Names of the classes, in the order of the labels; empty if there are none. */
  readonly classes: readonly string[];
  /** Its settings, with everything filled in. */
  readonly settings: object;
  /** Number of training steps, if its checkpoint records it. */
  readonly steps?: number;
  /**
   * Makes samples like `model.sample` of a loaded model; on the CPU they are the same, bit for bit.
   *
   * @throws DOMException `AbortError` if the signal ends it
   */
  sample(options?: Omit<SampleOptions, 'signal'> & Partial<Ask> & RemoteCall<RemoteProgress> & { /** Includes the current states in the progress, to show how samples form. */ states?: boolean }): Promise<Sample[]>;
  /** The bytes of its checkpoint. */
  encode(options?: { floats?: 'F32' | 'F16' }): Promise<Uint8Array>;
  /** Frees it. */
  dispose(): Promise<void>;
}

/** Options for following and ending a call. */
export interface RemoteCall<Progress> {
  onProgress?: (progress: Progress) => void;
  /** Ends the work: sampling stops between two evaluations of the network, training after the current step, with the model as it is then. */
  signal?: AbortSignal;
}

/** Options of a training in a worker: examples that can be sent there, in the unit of the data. */
export interface RemoteTraining<Data extends object, Fields extends object, Sample, Ask extends object> extends RemoteCall<RemoteReport>, RuntimeOptions {
  dataset: Pick<Dataset, 'classes'> & { examples: readonly Example[] } & Record<string, unknown>;
  settings?: TrainOptions<Data, Fields, Sample, Ask>['settings'];
  /** A model of the same worker to start from. */
  init?: RemoteModel<Sample, Ask>;
}

/** A worker that loads, trains and samples. */
export interface Remote {
  /** Loads a model, like `loadModel`. */
  load<Data extends object, Fields extends object, Sample, Ask extends object>(source: string | URL | Uint8Array, kind: Kind<Data, Fields, Sample, Ask>): Promise<RemoteModel<Sample, Ask>>;
  /** Trains a model, like `train`. */
  train<Data extends object, Fields extends object, Sample, Ask extends object>(kind: Kind<Data, Fields, Sample, Ask>, training: RemoteTraining<Data, Fields, Sample, Ask>): Promise<RemoteModel<Sample, Ask>>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  onProgress?: (progress: never) => void;
}

/**
 * Connects to a worker that runs {@link serve}: the network computes there, and the page or program stays responsive.
 *
 * @param port a `Worker` of a browser or of `node:worker_threads`
 * @example
 * const remote = connect(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
 * const model = await remote.load('/emoji.safetensors', image);
 * const [heart] = await model.sample({ class: 'heart', signal: controller.signal, onProgress: ({ step, steps }) => console.log(step, steps) });
 */
export function connect(port: Port): Remote {
  const waiting = new Map<number, Waiting>();
  const ids = new WeakMap<object, number>();
  let last = 0;
  let broken: Error | undefined;
  listen(port, (message) => {
    const reply = message as Reply;
    const call = waiting.get(reply.id);
    if (!call) return;
    if ('progress' in reply) return call.onProgress?.(reply.progress as never);
    waiting.delete(reply.id);
    if ('result' in reply) call.resolve(reply.result);
    else call.reject(reply.error.name === 'AbortError' ? new DOMException(reply.error.message, 'AbortError') : Object.assign(new Error(reply.error.message), { name: reply.error.name }));
  }, (reason) => {
    broken = new Error(`the worker has failed: ${reason}`);
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  });

  function call(method: string, argument: object, { onProgress, signal }: RemoteCall<never> = {}): Promise<unknown> {
    if (broken) return Promise.reject(broken);
    const id = ++last;
    const abort = () => port.postMessage({ abort: id });
    return new Promise<unknown>((resolve, reject) => {
      waiting.set(id, { resolve, reject, onProgress });
      port.postMessage({ id, method, argument });
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  function modelFrom<Sample, Ask extends object>(told: unknown): RemoteModel<Sample, Ask> {
    const { model, ...about } = told as { model: number; kind: string; classes: string[]; settings: object; steps?: number };
    const remote: RemoteModel<Sample, Ask> = {
      ...about,
      sample({ onProgress, signal, states = false, ...options } = {} as never) {
        return call('sample', { model, options, states }, { onProgress, signal }) as Promise<Sample[]>;
      },
      encode: (options = {}) => call('encode', { model, options }) as Promise<Uint8Array>,
      dispose: async () => void (await call('dispose', { model })),
    };
    ids.set(remote, model);
    return remote;
  }

  return {
    load: async (source, kind) => modelFrom(await call('load', { kind: kind.name, source: source instanceof URL ? source.href : source })),
    train: async (kind, { dataset, settings = {}, init, device, threads, onProgress, signal }) =>
      modelFrom(await call('train', { kind: kind.name, dataset, settings: { ...settings, ...(device && { device }), ...(threads && { threads }) }, ...(init && { init: ids.get(init) }) }, { onProgress, signal })),
  };
}

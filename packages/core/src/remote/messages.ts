import type { StepReport } from '../training/index.js';

/** An endpoint for messages: a `Worker`, a page's or a thread's own end, or a `MessagePort`. */
export interface Port {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** In browsers. */
  addEventListener?(type: 'message' | 'error', listener: (event: object) => void): void;
  /** In Node. */
  on?(type: 'message' | 'error' | 'exit', listener: (message: unknown) => void): void;
}

/** A request to the other end. */
export interface Request {
  /** Chosen by the sender; replies repeat it. */
  id: number;
  method: string;
  argument: unknown;
}

/** An answer from the other end. */
export type Reply =
  | { id: number; progress: unknown }
  | { id: number; result: unknown }
  | { id: number; error: { name: string; message: string } };

/** Ends the work on a request. */
export interface Abort {
  /** The id of the request. */
  abort: number;
}

/** Progress of a sample. */
export interface RemoteProgress {
  /** Solver steps done, and their total if known. */
  step: number;
  steps?: number;
  /** Time on the path: 0 is noise, 1 is data. */
  time: number;
  /** The states of the current samples, in the unit of the data; only if requested. */
  values?: Float32Array[];
}

/** What a training in a worker reports after each step. */
export type RemoteReport = Pick<StepReport, 'step' | 'loss' | 'seconds'> & { steps?: number; secondsLeft?: number };

/** Listens to the other end, in a browser and in Node. */
export function listen(port: Port, hear: (message: unknown) => void, fail: (reason: string) => void = () => {}): void {
  if (port.addEventListener) {
    port.addEventListener('message', (event) => hear((event as { data?: unknown }).data));
    port.addEventListener('error', (event) => fail((event as { message?: string }).message || 'its script could not be loaded'));
  } else {
    port.on!('message', hear);
    port.on!('error', (error) => fail((error as Error).message));
    port.on!('exit', (code) => fail(`it has ended with code ${String(code)}`));
  }
}

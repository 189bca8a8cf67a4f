import type { SessionOptions } from '@inrflow/onnx';

/** What runs a network: the number of `threads`, by default one per physical core, and the `device`, by default the CPU. */
export type RuntimeOptions = Pick<SessionOptions, 'threads' | 'device'>;

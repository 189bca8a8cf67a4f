/** Consecutive numbers of an array. */
export interface ArrayPart {
  offset: number;
  length: number;
}

/**
 * Processes that work on one task and can sum arrays. Every process calls the same methods in the same order, with arrays of the same length and the same parts; a promise settles
 * once this process's share is done. Arrays belong to the group until then. How processes find each other and what carries the numbers is the group's affair.
 */
export interface ProcessGroup {
  /** The number of this process, from 0. Process 0 writes files and speaks. */
  readonly rank: number;
  /** How many processes there are. */
  readonly size: number;
  /** What each process is called in messages, such as `rank 1 on node7`. */
  readonly names: readonly string[];
  /** What every process hands in, in the order of ranks. */
  gather(bytes: Uint8Array): Promise<Uint8Array[]>;
  /** Replaces an array by the sum of all processes' arrays: the same bits everywhere, in an order of addition that is the group's choice. */
  sum(array: Float32Array): Promise<void>;
  /** Sums arrays, and writes to `into` the part of the sum that is this process's: `parts[rank]`. Parts are one for each process, in order, without gaps, and are the whole array. */
  sumParts(array: Float32Array, parts: readonly ArrayPart[], into: Float32Array): Promise<void>;
  /** Writes to `into` what every process's array holds in this process's part, `parts[rank]`, one after the other in the order of ranks. */
  exchange(array: Float32Array, parts: readonly ArrayPart[], into: Float32Array): Promise<void>;
  /** Copies every process's part of its array to all: afterwards `parts[r]` is everywhere what it is in process r. */
  spread(array: Float32Array, parts: readonly ArrayPart[]): Promise<void>;
  /** Copies every process's `own`, its part of an array, to the whole in process 0; only there is `into` wanted. */
  collect(own: Float32Array, parts: readonly ArrayPart[], into?: Float32Array): Promise<void>;
  /** Leaves the group; every process does, in the end. */
  close(): Promise<void>;
}

/** A group that a launcher started, with what this process should know of its place. */
export interface LaunchedGroup extends ProcessGroup {
  /** This process among those of its machine. */
  readonly local: { rank: number; size: number };
  /** Threads that this process may use; undefined if it has the machine for itself. */
  readonly threads: number | undefined;
  /** Ends all processes at once, whatever they do. @param code the exit code */
  abort(code: number): never;
}

/** What a package that knows launchers exports: the command looks for it when it runs. */
export interface GroupProvider {
  /** The group that this process was started in; undefined if it was started by itself. */
  openGroup(): Promise<LaunchedGroup | undefined>;
}

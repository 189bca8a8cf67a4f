/** A range of consecutive numbers of an array. */
export interface ArrayPart {
  offset: number;
  length: number;
}

/**
 * Processes that work on one task and can sum arrays. Every process calls the same methods in the same order, with arrays of the same length and the same parts; a promise settles
 * once this process's share is done. Until then, arrays belong to the group. How processes find each other and how numbers are transferred is up to the group.
 */
export interface ProcessGroup {
  /** The number of this process, from 0. Process 0 writes files and prints. */
  readonly rank: number;
  /** Number of processes. */
  readonly size: number;
  /** What each process is called in messages, such as `rank 1 on node7`. */
  readonly names: readonly string[];
  /** Gathers a value from every process, in the order of ranks. */
  gather(bytes: Uint8Array): Promise<Uint8Array[]>;
  /** Replaces an array by the sum of all processes' arrays: the same bits everywhere; the group chooses the order of addition. */
  sum(array: Float32Array): Promise<void>;
  /** Sums arrays and writes this process's part of the sum, `parts[rank]`, to `into`. There is one part per process; together they cover the array in order, without gaps. */
  sumParts(array: Float32Array, parts: readonly ArrayPart[], into: Float32Array): Promise<void>;
  /** Writes to `into` what every process's array holds in this process's part, `parts[rank]`, one after the other in the order of ranks. */
  exchange(array: Float32Array, parts: readonly ArrayPart[], into: Float32Array): Promise<void>;
  /** Copies every process's part of its array to all others: afterwards, `parts[r]` everywhere equals that of process r. */
  spread(array: Float32Array, parts: readonly ArrayPart[]): Promise<void>;
  /** Copies every process's `own`, its part of an array, into the whole in process 0; only process 0 needs `into`. */
  collect(own: Float32Array, parts: readonly ArrayPart[], into?: Float32Array): Promise<void>;
  /** Leaves the group; every process does, in the end. */
  close(): Promise<void>;
}

/** A group that a launcher started, with this process's position in it. */
export interface LaunchedGroup extends ProcessGroup {
  /** This process's number among those on its machine. */
  readonly local: { rank: number; size: number };
  /** Threads that this process may use; undefined if it has the machine to itself. */
  readonly threads: number | undefined;
  /** Ends all processes immediately. @param code the exit code */
  abort(code: number): never;
}

/** What a package that knows launchers exports; the command looks for it when it runs. */
export interface GroupProvider {
  /** The group that this process was started in; undefined if it was started by itself. */
  openGroup(): Promise<LaunchedGroup | undefined>;
}

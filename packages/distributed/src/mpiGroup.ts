import { setTimeout as later } from 'node:timers/promises';
import type { ArrayPart, ProcessGroup } from '@inrflow/core';
import type { Mpi } from './library.js';
import { nameOf, ownPeer, type Peer } from './peers.js';
import { settled, type Watch } from './waiting.js';

/** Numbers summed in one request (4 MiB); several requests are under way at once. */
const BUCKET = 1 << 20;
/** Tag of the message by which a process says that it waits. */
const WAITS = 7;

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const decode = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as unknown;
const int32 = (numbers: readonly number[]) => Int32Array.from(numbers);

/** Functions that start a request. */
type Starting = 'MPI_Iallgather' | 'MPI_Iallgatherv' | 'MPI_Igatherv' | 'MPI_Iallreduce' | 'MPI_Ireduce_scatter' | 'MPI_Ialltoallv';

/** A group of processes, with the host and number of each. */
export interface MpiGroup extends ProcessGroup {
  peers: readonly Peer[];
}

/**
 * The group of all processes that MPI knows. MPI must be initialized.
 *
 * @param limit seconds after which a process that does not answer counts as lost
 * @param end finalizes MPI once all processes are here
 */
export async function mpiGroup(mpi: Mpi, limit: number, end: () => Promise<void>): Promise<MpiGroup> {
  const { world, float, byte, table } = mpi;
  const one = new Int32Array(1);
  const numberOf = (ask: 'MPI_Comm_rank' | 'MPI_Comm_size') => (mpi[ask](world, one), one[0]);
  const [rank, size] = [numberOf('MPI_Comm_rank'), numberOf('MPI_Comm_size')];
  mpi.MPI_Comm_set_errhandler(world);
  const requestsFor = (count: number) => (table.requestBytes === 8 ? new BigUint64Array(count) : new Int32Array(count));
  const watch: Watch = { peers: [], rank, limit, silent };

  /** Requests that are still under way when the job ends, kept alive until then. */
  const inFlight: unknown[] = [];
  /** Finds the process that has not said that it waits: each waiting process tells the first two, one of which reports. */
  async function silent(): Promise<string | undefined> {
    const speakers = [0, 1].filter((speaker) => speaker < size && speaker !== rank);
    const sent = speakers.map((to) => {
      const [own, request] = [int32([rank]), requestsFor(1)];
      mpi.MPI_Isend(own, 1, byte, to, WAITS, world, request);
      return { own, request };
    });
    if (rank > 1) return undefined;
    const heard = watch.peers.map(({ rank: from }) => {
      const [here, request] = [new Int32Array(1), requestsFor(1)];
      if (from !== rank) mpi.MPI_Irecv(here, 1, byte, from, WAITS, world, request);
      return { from, here, request };
    });
    // The others began to wait at about the same time, so give their messages time to arrive.
    await later(1000 + 10 * size);
    const flag = new Int32Array(1);
    const isHere = ({ from, request }: (typeof heard)[number]) => from === rank || (mpi.MPI_Testall(1, request, flag, table.ignoreStatus), flag[0] !== 0);
    const missing = heard.filter((each) => !isHere(each)).map(({ from }) => from);
    inFlight.push(sent, heard);
    if (rank === 1 && !missing.includes(0)) return undefined;
    return missing.length > 0 ? missing.slice(0, 4).map((each) => nameOf(watch.peers[each])).join(', ') : undefined;
  }

  let last: Promise<unknown> = Promise.resolve();
  /** Runs one operation at a time, in the order of the calls, which is the same in every process. */
  function inTurn<T>(operation: () => Promise<T>): Promise<T> {
    const turn = last.then(operation);
    last = turn.catch(() => {});
    return turn;
  }

  /** Starts a request: calls a function of MPI with its arguments up to the request. */
  type Begin = (name: Starting, ...args: Parameters<Mpi[Starting]>) => void;

  /** Starts requests and waits for them. @param isShort all processes are here already */
  async function run(count: number, start: (begin: Begin) => void, isShort = true, watched = watch): Promise<void> {
    const requests = requestsFor(count);
    // MPI writes to arrays and reads lengths until a request is done: none may be garbage-collected before.
    const held: unknown[] = [requests];
    start((name, ...args) => {
      const i = held.length - 1;
      held.push(args);
      // The garbage collector may move short arrays, until their buffer is accessed.
      for (const arg of [...args, requests]) if (ArrayBuffer.isView(arg)) void arg.buffer;
      mpi[name](...args, requests.subarray(i, i + 1));
    });
    await settled(mpi, requests, isShort, watched);
    held.length = 0;
  }

  /** A number of each process, when all are here. */
  async function numbers(own: number, watched = watch): Promise<Int32Array> {
    const all = new Int32Array(size);
    await run(1, (begin) => begin('MPI_Iallgather', int32([own]), 4, byte, all, 4, byte, world), false, watched);
    return all;
  }

  async function gather(bytes: Uint8Array): Promise<Uint8Array[]> {
    const lengths = await numbers(bytes.length);
    const offsets = new Int32Array(size);
    for (let i = 1; i < size; i++) offsets[i] = offsets[i - 1] + lengths[i - 1];
    const all = new Uint8Array(offsets[size - 1] + lengths[size - 1]);
    await run(1, (begin) => begin('MPI_Iallgatherv', bytes, bytes.length, byte, all, lengths, offsets, byte, world));
    return Array.from(lengths, (each, from) => all.slice(offsets[from], offsets[from] + each));
  }

  /** Finalizes MPI once all processes are here. */
  async function finalize(): Promise<void> {
    // No limit: process 0 may have a long table to compute alone.
    await numbers(rank, { ...watch, limit: Infinity });
    await end();
  }

  const lengthsOf = (parts: readonly ArrayPart[]) => int32(parts.map(({ length }) => length));
  const offsetsOf = (parts: readonly ArrayPart[]) => int32(parts.map(({ offset }) => offset));

  const peers = (await gather(encode(ownPeer(rank)))).map(decode) as Peer[];
  watch.peers = peers;
  return {
    rank, size, peers,
    names: peers.map(nameOf),
    gather: (bytes) => inTurn(() => gather(bytes)),
    sum: (array) => inTurn(() => run(Math.ceil(array.length / BUCKET), (begin) => {
      for (let i = 0; i * BUCKET < array.length; i++) {
        const bucket = array.subarray(i * BUCKET, (i + 1) * BUCKET);
        begin('MPI_Iallreduce', table.inPlace, bucket, bucket.length, float, mpi.sum, world);
      }
    })),
    sumParts: (array, parts, into) => inTurn(async () => {
      const lengths = lengthsOf(parts);
      await run(1, (begin) => begin('MPI_Ireduce_scatter', array, into, lengths, float, mpi.sum, world));
    }),
    exchange: (array, parts, into) => inTurn(async () => {
      const { length } = parts[rank];
      const [lengths, offsets, intoLengths, intoOffsets] = [lengthsOf(parts), offsetsOf(parts), int32(parts.map(() => length)), int32(parts.map((_, from) => from * length))];
      await run(1, (begin) => begin('MPI_Ialltoallv', array, lengths, offsets, float, into, intoLengths, intoOffsets, float, world));
    }),
    spread: (array, parts) => inTurn(async () => {
      const [lengths, offsets] = [lengthsOf(parts), offsetsOf(parts)];
      await run(1, (begin) => begin('MPI_Iallgatherv', table.inPlace, 0, float, array, lengths, offsets, float, world));
    }),
    collect: (own, parts, into) => inTurn(async () => {
      const [lengths, offsets] = [lengthsOf(parts), offsetsOf(parts)];
      if (rank === 0) into!.set(own, offsets[0]);
      const sent = rank === 0 ? table.inPlace : own;
      await run(1, (begin) => begin('MPI_Igatherv', sent, own.length, float, rank === 0 ? into! : 0n, lengths, offsets, float, 0, world), false);
    }),
    close: () => inTurn(finalize),
  };
}

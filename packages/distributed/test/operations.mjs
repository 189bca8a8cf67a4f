// Run by several processes: tries each operation of the group against sums and copies made here, and prints a line where one is wrong.
import { openGroup } from '../dist/index.js';

const group = await openGroup();
const { rank, size } = group;
const valueOf = (who, i) => Math.fround(((who + 1) * 0.37 + i * 0.013) % 1.7);
const arrayOf = (who, length) => Float32Array.from({ length }, (_, i) => valueOf(who, i));
const ranks = Array.from({ length: size }, (_, i) => i);
const faults = [];
const check = (name, isRight) => isRight || faults.push(name);
const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);

const texts = (await group.gather(new TextEncoder().encode('x'.repeat(rank)))).map((bytes) => bytes.length);
check('gather', same(texts, ranks));
check('gather of nothing', (await group.gather(new Uint8Array())).every(({ length }) => length === 0));
check('names', group.names.every((name, i) => name.startsWith(`rank ${i} on `)));

const LENGTH = Number(process.argv[2] ?? 2_500_001);
const exact = (i) => ranks.reduce((sum, who) => sum + valueOf(who, i), 0);
const close = (array, offset = 0) => array.every((x, i) => Math.abs(x - exact(i + offset)) < 1e-5);
const summed = arrayOf(rank, LENGTH);
await group.sum(summed);
check('sum', close(summed));
const words = new Uint8Array(summed.buffer).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7);
const all = (await group.gather(new TextEncoder().encode(String(words)))).map((bytes) => new TextDecoder().decode(bytes));
check('the same bits of a sum everywhere', new Set(all).size === 1);

// Parts of different lengths, one of them of none.
const lengths = ranks.map((who) => (who === 1 ? 0 : 1000 * (who + 1) + 3));
const parts = lengths.map((length, i) => ({ length, offset: lengths.slice(0, i).reduce((sum, each) => sum + each, 0) }));
const total = lengths.reduce((sum, each) => sum + each, 0);
const { offset, length } = parts[rank];
const into = new Float32Array(length);
await group.sumParts(arrayOf(rank, total), parts, into);
check('sumParts', close(into, offset));

const received = new Float32Array(size * length);
await group.exchange(arrayOf(rank, total), parts, received);
check('exchange', ranks.every((who) => same(received.subarray(who * length, (who + 1) * length), arrayOf(who, total).subarray(offset, offset + length))));

const spread = arrayOf(rank, total);
await group.spread(spread, parts);
check('spread', parts.every((part, who) => same(spread.subarray(part.offset, part.offset + part.length), arrayOf(who, total).subarray(part.offset, part.offset + part.length))));

const collected = rank === 0 ? new Float32Array(total) : undefined;
await group.collect(arrayOf(rank, total).slice(offset, offset + length), parts, collected);
check('collect', rank > 0 || parts.every((part, who) => same(collected.subarray(part.offset, part.offset + part.length), arrayOf(who, total).subarray(part.offset, part.offset + part.length))));

// Started together, done in order.
const [first, second] = [arrayOf(rank, 3), arrayOf(rank, 5)];
const [, gathered] = await Promise.all([group.sum(first), group.gather(Uint8Array.of(rank)), group.sum(second)]);
check('several at once', close(first) && close(second) && same(gathered.map(([who]) => who), ranks));

// Arrays that only MPI still holds are not collected, nor moved: with --expose-gc, the collector runs meanwhile.
const collecting = globalThis.gc && setInterval(() => globalThis.gc({ type: 'minor' }), 1);
let isStable = true;
for (let i = 0; i < 300; i++) {
  const told = await group.gather(Uint8Array.of(rank, i % 256));
  const few = arrayOf(rank, 3);
  await group.spread(few, ranks.map((who) => ({ offset: Math.min(who, 3), length: who < 3 ? 1 : 0 })));
  isStable &&= told.every(([who, turn], from) => who === from && turn === i % 256) && few.every((x, at) => at >= size || x === valueOf(at, at));
}
clearInterval(collecting);
check('small arrays', isStable);

if (process.argv[3]) {
  const big = new Float32Array(14_600_000);
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    await group.sum(big);
    const middle = performance.now();
    const half = ranks.map((who) => ({ offset: Math.floor((big.length * who) / size), length: Math.floor((big.length * (who + 1)) / size) - Math.floor((big.length * who) / size) }));
    await group.spread(big, half);
    if (rank === 0) console.log(`sum ${(middle - begun).toFixed(0)} ms, spread ${(performance.now() - middle).toFixed(0)} ms`);
  }
}
await group.close();
console.log(faults.length > 0 ? `rank ${rank} of ${size}: ${faults.join(', ')} wrong` : `rank ${rank} of ${size}: all right, ${group.threads} threads, ${group.local.rank} of ${group.local.size}`);
process.exitCode = faults.length > 0 ? 1 : 0;

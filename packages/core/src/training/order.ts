import { permutation } from '../random/index.js';

/** The order in which a data set is seen: a fresh shuffle each epoch, known at any position without what came before. */
export function shuffledOrder(seed: number, length: number): (position: number) => number {
  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  return (position) => {
    const wanted = Math.floor(position / length);
    if (wanted !== epoch) [epoch, order] = [wanted, permutation({ seed, stream: 'order', step: wanted }, length)];
    return order[position % length];
  };
}

import type { FileHint } from '@inrflow/core';
import { pictureByName } from '@inrflow/drawing/node';

const isColour = (channels: number) => channels === 1 || channels === 3 || channels === 4;

/** Whether a file holds pictures, by its name, or an array's shape: `[pictures, height, width]`, with channels before or behind. */
export function recognizes(name: string, { array }: FileHint = {}): boolean | 'perhaps' {
  if (array) {
    const { shape, type } = array;
    return (shape.length === 4 && (isColour(shape[3]) || isColour(shape[1]))) || (shape.length === 3 && (type === 'uint8' || type === 'bool' || shape[2] > 16));
  }
  // MNIST's and CIFAR's files have such names.
  return pictureByName(name) === true || (/ubyte|\.bin$/i.test(name) && 'perhaps');
}

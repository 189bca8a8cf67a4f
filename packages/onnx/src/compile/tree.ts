import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor } from '../runtime/session.js';

/** Leaves in nested arrays and objects. */
export type Tree<Leaf> = Leaf | readonly Tree<Leaf>[] | { readonly [name: string]: Tree<Leaf> };

/** The same nesting with other leaves. */
export type MapTree<T, From, To> = T extends From ? To : { [K in keyof T]: MapTree<T[K], From, To> };

/** Shape and element type of an input; float32 by default. */
export interface TensorSpec {
  shape: readonly number[];
  dtype?: 'float32' | 'int32' | 'bool';
}

/** Whether something is the specification of one tensor, not a tree of them. */
export function isSpec(node: unknown): node is TensorSpec {
  const shape = (node as Partial<TensorSpec> | null)?.shape;
  return Array.isArray(shape) && shape.every((size) => typeof size === 'number');
}

/** Shape and element type of an input, some of whose sizes are names; float32 by default. */
export interface DynamicSpec {
  shape: readonly (number | string)[];
  dtype?: 'float32' | 'int32' | 'bool';
}

/** Whether something is the specification of one tensor, not a tree of them; its sizes may be names. */
export function isDynamicSpec(node: unknown): node is DynamicSpec {
  const shape = (node as Partial<DynamicSpec> | null)?.shape;
  return Array.isArray(shape) && shape.every((size) => typeof size === 'number' || typeof size === 'string');
}

/** Whether something is one tensor's numbers, not a tree of them. */
export function isHostTensor(node: unknown): node is HostTensor {
  return isSpec(node) && ArrayBuffer.isView((node as Partial<HostTensor>).data);
}

/** Whether something is a tensor of TensorFlow.js. */
export const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor;

/** The leaves of a tree with their paths, such as `0.parameters.weight`, in the tree's order. */
export function leavesOf<Leaf>(tree: Tree<Leaf>, isLeaf: (node: unknown) => node is Leaf, path = ''): [path: string, leaf: Leaf][] {
  if (isLeaf(tree)) return [[path || 'value', tree]];
  if (typeof tree !== 'object' || tree === null) throw new TypeError(`'${path || 'value'}' is ${String(tree)}; expected a tensor, or an array or object of them`);
  return Object.entries(tree).flatMap(([name, node]) => leavesOf(node as Tree<Leaf>, isLeaf, path ? `${path}.${name}` : name));
}

/** The tree with each leaf replaced. */
export function mapTree<From, To>(tree: Tree<From>, isLeaf: (node: unknown) => node is From, map: (leaf: From, path: string) => To, path = ''): Tree<To> {
  if (isLeaf(tree)) return map(tree, path || 'value');
  const child = ([name, node]: [string, unknown]) => [name, mapTree(node as Tree<From>, isLeaf, map, path ? `${path}.${name}` : name)] as const;
  if (Array.isArray(tree)) return Object.entries(tree).map((entry) => child(entry)[1]);
  return Object.fromEntries(Object.entries(tree).map(child));
}

/** The specification of every leaf of a tree of numbers on the host: a signature for arguments like these. */
export function specsOf<T>(tree: T): MapTree<T, HostTensor, TensorSpec> {
  return mapTree(tree as Tree<HostTensor>, isHostTensor, ({ shape, dtype }): TensorSpec => ({ shape, dtype })) as MapTree<T, HostTensor, TensorSpec>;
}

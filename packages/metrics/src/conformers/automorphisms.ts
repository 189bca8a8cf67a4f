/** A graph whose nodes and edges have labels: a molecule by its elements and bond orders, say. */
export interface LabelledGraph {
  /** Label of each node, `[nodes]`. */
  nodes: ArrayLike<number | string>;
  /** Two nodes and a label each. */
  edges: readonly (readonly [number, number, (number | string)?])[];
}

/** Nodes refined into classes that no automorphism leaves, by their labels and those of their neighbours, again and again. */
function classesOf(nodes: ArrayLike<number | string>, neighbours: readonly ReadonlyMap<number, number | string>[]): Int32Array {
  const number = (keys: string[]) => {
    const names = [...new Set(keys)].sort();
    return Int32Array.from(keys, (key) => names.indexOf(key));
  };
  let classes = number(Array.from(nodes, String));
  for (let count = 0; ;) {
    const next = number(Array.from(classes, (own, i) => `${own}|${[...neighbours[i]].map(([j, label]) => `${label}:${classes[j]}`).sort().join()}`));
    const found = new Set(next).size;
    if (found === count) return next;
    [classes, count] = [next, found];
  }
}

/**
 * The automorphisms of a labelled graph: permutations of its nodes that keep labels and edges, found by extending partial ones node by node within classes of similar nodes.
 *
 * @param limit maximum number of permutations returned; default 10 000
 * @returns `[automorphisms][nodes]`, the identity first, and whether there are more
 * @throws RangeError if an edge does not join two different nodes
 */
export function graphAutomorphisms({ nodes, edges }: LabelledGraph, limit = 10_000): { permutations: Int32Array[]; complete: boolean } {
  const neighbours = Array.from(nodes, () => new Map<number, number | string>());
  for (const [a, b, label = 0] of edges) {
    if (!neighbours[a] || !neighbours[b] || a === b) throw new RangeError(`edge ${a}–${b} does not join two of ${nodes.length} nodes`);
    neighbours[a].set(b, label);
    neighbours[b].set(a, label);
  }
  const classes = classesOf(nodes, neighbours);
  // Each node after a neighbour that is placed already, so that images follow from images.
  const order: number[] = [];
  const seen = new Set<number>();
  for (let root = 0; root < nodes.length; root++) {
    const queue = seen.has(root) ? [] : [root];
    seen.add(root);
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      order.push(node);
      for (const next of neighbours[node].keys()) if (!seen.has(next)) {
        seen.add(next);
        queue.push(next);
      }
    }
  }
  const before = order.map((node, at) => order.slice(0, at).filter((other) => neighbours[node].has(other)));
  const [image, taken, permutations] = [new Int32Array(nodes.length).fill(-1), new Uint8Array(nodes.length), [] as Int32Array[]];
  let complete = true;
  const extend = (at: number): boolean => {
    if (at === order.length) {
      if (permutations.length === limit) complete = false;
      else permutations.push(image.slice());
      return complete;
    }
    const node = order[at];
    const choices = before[at].length > 0 ? [...neighbours[image[before[at][0]]].keys()] : Array.from(classes.keys());
    // The node itself first, so that the identity comes first.
    for (const choice of [node, ...choices.filter((other) => other !== node)]) {
      if (taken[choice] || classes[choice] !== classes[node]) continue;
      if (!before[at].every((other) => neighbours[choice].get(image[other]) === neighbours[node].get(other))) continue;
      [image[node], taken[choice]] = [choice, 1];
      const goOn = extend(at + 1);
      taken[choice] = 0;
      if (!goOn) return false;
    }
    return true;
  };
  extend(0);
  return { permutations, complete };
}

/**
 * A k-d tree over a cloud, balanced and stored as a heap: node k has the children 2k + 1 and 2k + 2, and holds the points
 * `starts[k] … ends[k]` of `points`. The nodes from `firstLeaf` on are leaves.
 */
export interface PointTree {
  /** Number of points. */
  count: number;
  /** The cloud's points in the tree's order, `[count, 3]`. */
  points: Float64Array;
  /** Index of each of them in the cloud, `[count]`. */
  order: Uint32Array;
  /** Each node's bounding box: least x, y, z, then greatest x, y, z, `[nodes, 6]`. */
  boxes: Float64Array;
  /** `[nodes]` */
  starts: Uint32Array;
  /** `[nodes]` */
  ends: Uint32Array;
  firstLeaf: number;
}

const leafPoints = 8;

/** Moves the `middle`-th smallest key of order[low … high) to its place, the smaller before it (Hoare's selection). */
function select(order: Uint32Array, key: (i: number) => number, low: number, high: number, middle: number): void {
  let [left, right] = [low, high - 1];
  while (left < right) {
    const pivot = key(order[(left + right) >> 1]);
    let [i, j] = [left, right];
    while (i <= j) {
      while (key(order[i]) < pivot) i++;
      while (key(order[j]) > pivot) j--;
      if (i <= j) {
        const swapped = order[i];
        order[i++] = order[j];
        order[j--] = swapped;
      }
    }
    if (middle <= j) right = j;
    else if (middle >= i) left = i;
    else return;
  }
}

/** Builds the tree: each node is halved at the median of its box's longest side. */
export function buildPointTree(cloud: ArrayLike<number>): PointTree {
  const count = cloud.length / 3;
  const levels = Math.max(0, Math.ceil(Math.log2(count / leafPoints)));
  const nodes = 2 ** (levels + 1) - 1;
  const firstLeaf = 2 ** levels - 1;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const boxes = new Float64Array(nodes * 6);
  const [starts, ends] = [new Uint32Array(nodes), new Uint32Array(nodes)];
  ends[0] = count;

  for (let node = 0; node < nodes; node++) {
    const [start, end] = [starts[node], ends[node]];
    let [axis, longest] = [0, -1];
    for (let k = 0; k < 3; k++) {
      let [least, greatest] = [Infinity, -Infinity];
      for (let i = start; i < end; i++) {
        const value = cloud[order[i] * 3 + k];
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
      boxes[node * 6 + k] = least;
      boxes[node * 6 + 3 + k] = greatest;
      if (greatest - least > longest) [axis, longest] = [k, greatest - least];
    }
    if (node >= firstLeaf) continue;
    const middle = (start + end) >> 1;
    select(order, (i) => cloud[i * 3 + axis], start, end, middle);
    starts[2 * node + 1] = start;
    ends[2 * node + 1] = starts[2 * node + 2] = middle;
    ends[2 * node + 2] = end;
  }

  const points = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) for (let k = 0; k < 3; k++) points[i * 3 + k] = cloud[order[i] * 3 + k];
  return { count, points, order, boxes, starts, ends, firstLeaf };
}

/** Squared distance of a place from a node's box, 0 within it. */
export function squaredBoxDistance(boxes: Float64Array, node: number, x: number, y: number, z: number): number {
  const k = node * 6;
  const dx = x < boxes[k] ? boxes[k] - x : x > boxes[k + 3] ? x - boxes[k + 3] : 0;
  const dy = y < boxes[k + 1] ? boxes[k + 1] - y : y > boxes[k + 4] ? y - boxes[k + 4] : 0;
  const dz = z < boxes[k + 2] ? boxes[k + 2] - z : z > boxes[k + 5] ? z - boxes[k + 5] : 0;
  return dx * dx + dy * dy + dz * dz;
}

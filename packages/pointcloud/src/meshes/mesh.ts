/** A surface of triangles. */
export interface Mesh {
  /** Positions, `[vertices, 3]`, row-major. */
  vertices: Float32Array;
  /** Indices of each triangle's corners, `[triangles, 3]`, row-major. */
  triangles: Uint32Array;
}

/** A mesh as its file stores it: its positions may lie far from the origin, where 32 bits are too few. */
export interface StoredMesh {
  /** `[vertices, 3]`. */
  vertices: Float64Array;
  /** Indices of each triangle's corners, `[triangles, 3]`. */
  triangles: Uint32Array;
}

/** A mesh in which every three consecutive vertices are a triangle, `[3 · triangles, 3]`, as STL stores them. */
export function meshOfSoup(vertices: Float64Array): StoredMesh {
  return { vertices, triangles: Uint32Array.from({ length: vertices.length / 3 }, (_, i) => i) };
}

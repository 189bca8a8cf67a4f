/** A surface of triangles. */
export interface Mesh {
  /** Positions, `[vertices, 3]`, row-major. */
  vertices: Float32Array;
  /** Indices of each triangle's corners, `[triangles, 3]`, row-major. */
  triangles: Uint32Array;
}

/** Appends a polygon to a list of triangles as a fan about its first corner, as OBJ, OFF and PLY readers do; nothing for fewer than three corners. */
export function addPolygon(triangles: number[], corners: readonly number[]): void {
  for (let i = 1; i + 1 < corners.length; i++) triangles.push(corners[0], corners[i], corners[i + 1]);
}

/** A mesh of which every three vertices in a row are a triangle, `[3 · triangles, 3]`, as STL stores them. */
export function meshOfSoup(vertices: Float32Array): Mesh {
  return { vertices, triangles: Uint32Array.from({ length: vertices.length / 3 }, (_, i) => i) };
}

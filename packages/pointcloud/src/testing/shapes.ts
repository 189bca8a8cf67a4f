import type { Mesh } from '../meshes/mesh.js';

/** A box with a corner at the origin: 8 vertices, 12 triangles; triangles 4f … lie on face f / 2. */
export function box(width: number, height: number, depth: number): Mesh {
  const vertices = Float32Array.from({ length: 24 }, (_, i) => ((i / 3) >> (i % 3)) & 1 ? [width, height, depth][i % 3] : 0);
  const quads = [[0, 4, 6, 2], [1, 3, 7, 5], [0, 1, 5, 4], [2, 6, 7, 3], [0, 2, 3, 1], [4, 5, 7, 6]];
  return { vertices, triangles: Uint32Array.from(quads.flatMap(([a, b, c, d]) => [a, b, c, a, c, d])) };
}

/** A unit sphere of rings by segments, each cell cut into two triangles (those at the poles are without area). */
export function sphere(rings: number, segments: number, radius = 1): Mesh {
  const vertices: number[] = [];
  const triangles: number[] = [];
  for (let i = 0; i <= rings; i++) {
    for (let j = 0; j <= segments; j++) {
      const [theta, phi] = [(Math.PI * i) / rings, (2 * Math.PI * j) / segments];
      const ring = i === 0 || i === rings ? 0 : Math.sin(theta);
      // Adding 0 turns −0, which text does not preserve, into 0.
      vertices.push(radius * ring * Math.cos(phi) + 0, radius * Math.cos(theta) + 0, radius * ring * Math.sin(phi) + 0);
      const at = i * (segments + 1) + j;
      if (i < rings && j < segments) triangles.push(at, at + 1, at + segments + 1, at + 1, at + segments + 2, at + segments + 1);
    }
  }
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) };
}

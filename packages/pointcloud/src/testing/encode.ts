import type { Mesh } from '../meshes/mesh.js';

const rows = (numbers: ArrayLike<number>) => Array.from({ length: numbers.length / 3 }, (_, i) => [numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]]);

/** A mesh as the text of an OBJ file. */
export function objOf({ vertices, triangles }: Mesh): Uint8Array {
  const lines = [...rows(vertices).map((v) => `v ${v.join(' ')}`), ...rows(triangles).map((t) => `f ${t.map((i) => i + 1).join(' ')}`)];
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** A mesh as the text of an OFF file. */
export function offOf({ vertices, triangles }: Mesh): Uint8Array {
  const lines = [`${vertices.length / 3} ${triangles.length / 3} 0`, ...rows(vertices).map((v) => v.join(' ')), ...rows(triangles).map((t) => `3 ${t.join(' ')}`)];
  return Buffer.from(`OFF\n${lines.join('\n')}\n`);
}

/** A mesh as a PLY file, as text or binary. */
export function plyOf({ vertices, triangles }: Mesh, format: 'ascii' | 'binary_little_endian' | 'binary_big_endian'): Uint8Array {
  const header = `ply\nformat ${format} 1.0\ncomment a test\nelement vertex ${vertices.length / 3}\nproperty double x\nproperty float y\nproperty uchar red\nproperty float z\n` +
    `element face ${triangles.length / 3}\nproperty list uchar int vertex_indices\nend_header\n`;
  if (format === 'ascii') {
    return Buffer.from(`${header}${rows(vertices).map(([x, y, z]) => `${x} ${y} 7 ${z}`).join('\n')}\n${rows(triangles).map((t) => `3 ${t.join(' ')}`).join('\n')}\n`);
  }
  const little = format === 'binary_little_endian';
  const [v, t] = [vertices.length / 3, triangles.length / 3];
  const view = new DataView(new ArrayBuffer(17 * v + 13 * t));
  rows(vertices).forEach(([x, y, z], i) => {
    view.setFloat64(17 * i, x, little);
    view.setFloat32(17 * i + 8, y, little);
    view.setUint8(17 * i + 12, 7);
    view.setFloat32(17 * i + 13, z, little);
  });
  rows(triangles).forEach((corners, i) => {
    view.setUint8(17 * v + 13 * i, 3);
    corners.forEach((corner, k) => view.setInt32(17 * v + 13 * i + 1 + 4 * k, corner, little));
  });
  return Buffer.concat([Buffer.from(header), new Uint8Array(view.buffer)]);
}

/** A mesh as an STL file, as text or binary. */
export function stlOf({ vertices, triangles }: Mesh, format: 'ascii' | 'binary'): Buffer {
  const faces = rows(triangles).map((corners) => corners.map((i) => [...vertices.subarray(3 * i, 3 * i + 3)]));
  if (format === 'ascii') {
    const facets = faces.map((corners) => `  facet normal 0 0 0\n    outer loop\n${corners.map((v) => `      vertex ${v.join(' ')}\n`).join('')}    endloop\n  endfacet\n`);
    return Buffer.from(`solid test\n${facets.join('')}endsolid test\n`);
  }
  const view = new DataView(new ArrayBuffer(84 + 50 * faces.length));
  view.setUint32(80, faces.length, true);
  faces.forEach((corners, f) => corners.flat().forEach((x, i) => view.setFloat32(84 + 50 * f + 12 + 4 * i, x, true)));
  return Buffer.from(view.buffer);
}

/** Corners of each triangle, `[triangles, 9]`: what every format preserves of a mesh, however it numbers the vertices. */
export function soupOf({ vertices, triangles }: Mesh): number[] {
  return Array.from(triangles).flatMap((corner) => [...vertices.subarray(3 * corner, 3 * corner + 3)]);
}

/** The bytes in an `ArrayBuffer` of their own, as the readers of three.js expect. */
export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

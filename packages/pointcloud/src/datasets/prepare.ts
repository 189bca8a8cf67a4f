import { UnreadableExampleError, type Address } from '@inrflow/core';
import { turnUpright, uprightOrigin, type Axis } from '../clouds/axes.js';
import { cloudMoments, surfaceMoments, type Moments } from '../clouds/moments.js';
import { subsampleCloud } from '../clouds/subsample.js';
import type { Origin, Shape } from '../files/shape.js';
import { sampleSurface } from '../meshes/sampleSurface.js';
import { measureSurface, type Surface } from '../meshes/surface.js';
import type { Entry, ShapeSource } from './source.js';

/** A parsed and checked shape: upright, in the unit of its file. */
export type PreparedShape = ({ kind: 'mesh'; surface: Surface } | { kind: 'cloud'; positions: Float32Array }) & { moments: Moments; byteLength: number; /** What positions are relative to; (0, 0, 0) if absent. */ origin?: Origin };

/** Requirements that a shape must meet. */
export interface Preparation {
  /** Fewest points that a cloud must have. */
  points: number;
  upAxis: Axis;
  /** Refuses meshes with triangles without area. */
  strict: boolean;
}

/** Checks a shape and measures what sampling and normalization need. */
function prepareShape(shape: Shape, { points, upAxis, strict }: Preparation): PreparedShape {
  const origin = shape.origin && { origin: uprightOrigin(shape.origin, upAxis) };
  if (shape.kind === 'mesh') {
    const surface = measureSurface({ ...shape.mesh, vertices: turnUpright(shape.mesh.vertices, upAxis) });
    if (strict && surface.degenerateTriangles > 0) throw new Error(`${surface.degenerateTriangles} of its ${surface.cumulativeAreas.length} triangles have no area`);
    const byteLength = surface.vertices.byteLength + surface.triangles.byteLength + surface.cumulativeAreas.byteLength;
    return { kind: 'mesh', surface, moments: surfaceMoments(surface), byteLength, ...origin };
  }
  const positions = turnUpright(shape.positions, upAxis);
  const wrong = positions.findIndex((x) => !Number.isFinite(x));
  if (wrong >= 0) throw new Error(`point ${Math.floor(wrong / 3)} lies at ${positions[wrong]}; expected finite numbers`);
  if (positions.length < 3 * points) throw new Error(`it has ${positions.length / 3} points, but ${points} are asked for`);
  return { kind: 'cloud', positions, moments: cloudMoments(positions), byteLength: positions.byteLength, ...origin };
}

/**
 * Loads a shape of a source.
 *
 * @throws UnreadableExampleError that names its file and the reason
 */
export async function loadPrepared(source: ShapeSource, entry: Entry, preparation: Preparation): Promise<PreparedShape> {
  return orUnreadable(source, entry, async () => prepareShape(await source.load(entry), preparation));
}

/**
 * Runs a step of reading a shape.
 *
 * @throws UnreadableExampleError that names the shape's file and the reason, if the step fails
 */
export async function orUnreadable<T>(source: ShapeSource, entry: Entry, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new UnreadableExampleError(`cannot read shape '${source.locate(entry)}': ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Draws points: from a surface uniformly by area, from a cloud without replacement.
 *
 * @returns `[points, 3]`
 */
export function drawPoints(shape: PreparedShape, points: number, address: Address): Float32Array {
  const draws = { ...address, stream: `${address.stream}/points` };
  return shape.kind === 'mesh' ? sampleSurface(shape.surface, points, draws) : subsampleCloud(shape.positions, points, draws);
}

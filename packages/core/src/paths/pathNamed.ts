import { choose } from '../errors/nearest.js';
import { linear } from './linear.js';
import type { Path } from './path.js';
import { trigonometric } from './trigonometric.js';
import { variancePreserving } from './variancePreserving.js';

/** The paths by name. */
export const paths = { linear, trigonometric, 'variance-preserving': variancePreserving } satisfies Record<string, Path>;

/** The name of a path. */
export type PathName = keyof typeof paths;

/**
 * The path of a name.
 *
 * @throws RangeError naming the choices and the nearest one if there is none
 */
export function pathNamed(name: string): Path {
  return choose<Path>('path', paths, name);
}

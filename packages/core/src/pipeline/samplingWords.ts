import type { SamplingSettings } from '../settings/index.js';

/** How a model is sampled, in words. @param conditioned whether there is a class or a condition to guide to */
export function samplingWords({ solver, steps, tolerance, shift, guidance }: SamplingSettings, conditioned: boolean): string {
  const how = solver === 'dormand-prince' ? `tolerance ${tolerance}` : `${steps} steps${shift === 1 ? '' : `, shift ${shift}`}`;
  return `${solver}, ${how}${conditioned ? `, guidance ${guidance}` : ''}`;
}

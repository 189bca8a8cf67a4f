import type { SamplingSettings } from '../settings/index.js';

/** Describes in words how a model is sampled. @param conditioned whether there is a class or a condition to guide towards */
export function samplingWords({ solver, steps, tolerance, shift, guidance }: SamplingSettings, conditioned: boolean): string {
  const how = solver === 'dormand-prince' ? `tolerance ${tolerance}` : `${steps} steps${shift === 1 ? '' : `, shift ${shift}`}`;
  return `${solver}, ${how}${conditioned ? `, guidance ${guidance}` : ''}`;
}

/** How much of a sheet to draw. */
export interface PreviewPlan {
  /** Classes, or examples. */
  rows: number;
  /** Samples of each. */
  columns: number;
  /** Steps of the solver. */
  steps: number;
}

/** What is known about the time that previews take. */
export interface PreviewCost {
  /** Seconds of one evaluation of the network for one sample. */
  evaluation: number;
  /** Seconds before the first one: the network is compiled with its parameters. */
  start: number;
}

/** The largest share of the time for previews, and the minimum allowance in seconds. */
const [SHARE, ALWAYS] = [0.05, 3];
/** The smallest useful number of steps. */
const LEAST_STEPS = 4;

/** Seconds that the next preview may take. @param elapsed of the run so far, previews included @param spent on previews so far */
export function allowedSeconds(elapsed: number, spent: number): number {
  return Math.max(spent === 0 ? ALWAYS : 0, SHARE * elapsed - spent);
}

/** Seconds that a preview takes. @param perStep evaluations for one step of one sample: two with guidance, more with some solvers */
export function previewSeconds({ rows, columns, steps }: PreviewPlan, perStep: number, { evaluation, start }: PreviewCost): number {
  return start + rows * columns * steps * perStep * evaluation;
}

/**
 * The largest preview that time allows: fewer samples of each class first, then fewer steps, then fewer classes.
 *
 * @param whole the full preview
 * @returns undefined if time does not even allow one sample
 */
export function planPreview(whole: PreviewPlan, perStep: number, cost: PreviewCost, allowed: number): PreviewPlan | undefined {
  const fits = (plan: PreviewPlan) => previewSeconds(plan, perStep, cost) <= allowed;
  const plan = { ...whole };
  while (!fits(plan)) {
    if (plan.columns > 2) plan.columns = Math.max(2, Math.floor(plan.columns / 2));
    else if (plan.steps > LEAST_STEPS) plan.steps = Math.max(LEAST_STEPS, Math.floor(plan.steps / 2));
    else if (plan.rows > 1) plan.rows = Math.floor(plan.rows / 2);
    else if (plan.columns > 1) plan.columns = 1;
    else return undefined;
  }
  return plan;
}

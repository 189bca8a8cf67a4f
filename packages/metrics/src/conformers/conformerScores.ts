/** How well generated conformers of one molecule match its references. */
export interface ConformerScores {
  /** COV-R: share of references with a generated conformer nearer than the threshold. */
  coverageRecall: number;
  /** AMR-R: mean over references of the RMSD to the nearest generated one, Å. */
  averageMinimumRecall: number;
  /** COV-P: share of generated conformers with a reference nearer than the threshold. */
  coveragePrecision: number;
  /** AMR-P: mean over generated conformers of the RMSD to the nearest reference, Å. */
  averageMinimumPrecision: number;
}

/**
 * Coverage and average minimum RMSD, recall and precision, as GEOM's benchmarks define them (Ganea et al., GeoMol, 2021, eqs. 6 and 7).
 *
 * @param rmsd Å, `[references][generated]`
 * @param threshold Å
 * @throws RangeError if either side is empty, or rows differ in length
 */
export function conformerScores(rmsd: readonly ArrayLike<number>[], threshold: number): ConformerScores {
  const generated = rmsd[0]?.length ?? 0;
  if (generated === 0 || rmsd.some((row) => row.length !== generated)) throw new RangeError(`RMSDs of ${rmsd.length} references and ${generated} conformers: expected one or more of each, and a full table`);
  if (!(threshold > 0)) throw new RangeError(`the threshold is ${threshold} Å; expected a positive number`);
  const byReference = rmsd.map((row) => Math.min(...Array.from(row)));
  const byConformer = Array.from({ length: generated }, (_, j) => Math.min(...rmsd.map((row) => row[j])));
  const share = (values: readonly number[]) => values.filter((value) => value < threshold).length / values.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { coverageRecall: share(byReference), averageMinimumRecall: mean(byReference), coveragePrecision: share(byConformer), averageMinimumPrecision: mean(byConformer) };
}

/** Mean and median of each score over molecules, as tables of GEOM have them. @throws RangeError if there are none */
export function averageConformerScores(scores: readonly ConformerScores[]): { mean: ConformerScores; median: ConformerScores } {
  if (scores.length === 0) throw new RangeError('there are no molecules to average over');
  const of = (choose: (values: number[]) => number): ConformerScores => ({
    coverageRecall: choose(scores.map((each) => each.coverageRecall)), averageMinimumRecall: choose(scores.map((each) => each.averageMinimumRecall)),
    coveragePrecision: choose(scores.map((each) => each.coveragePrecision)), averageMinimumPrecision: choose(scores.map((each) => each.averageMinimumPrecision)),
  });
  const median = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  };
  return { mean: of((values) => values.reduce((sum, value) => sum + value, 0) / values.length), median: of(median) };
}

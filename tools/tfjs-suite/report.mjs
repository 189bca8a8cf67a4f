import { groups } from './scope.mjs';

/** Counts of results by status, and the share of passes among the tests in scope. */
export function summarise(results) {
  const count = (status) => results.filter((result) => result.status === status).length;
  const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(count);
  return { total: results.length, passed, failed, skipped, pending: count('pending'), rate: passed / (passed + failed) };
}

/** The results as a Markdown page. */
export function report(summary, results) {
  return '';
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { StepReport } from '@inrflow/core';
import { writeFileAtomically } from '@inrflow/core/node';
import { messageOf } from '../errors.js';

/** One line of metrics.jsonl: what a step did. */
export interface Metrics extends Omit<StepReport, 'skipped' | 'samples' | 'communication' | 'said'> {
  /** Number of examples that could not be read; absent if zero. */
  skipped?: number;
  /** Mean loss in each bin of time between {@link TIME_EDGES}, to four digits; null if the step had no sample. Absent in runs of earlier releases. */
  lossByTime?: (number | null)[];
  /** If several processes train together: seconds of the step spent on communication. */
  communicationSeconds?: number;
  /** If several processes train together: seconds of the step for which the first one waited for the slowest. */
  waitingSeconds?: number;
}

/** The metrics of a run, on disk and in memory. */
export interface MetricsLog {
  lines: readonly Metrics[];
  append(line: Metrics): void;
  close(): void;
}

/** The lines up to a step; a line that a killed process left incomplete is dropped. */
async function readMetrics(file: string, lastStep: number): Promise<Metrics[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = JSON.parse(line) as Metrics;
      return parsed.step <= lastStep ? [parsed] : [];
    } catch {
      return [];
    }
  });
}

/** Opens the metrics of a run for appending after a step; later lines are removed. */
export async function openMetrics(file: string, lastStep: number): Promise<MetricsLog> {
  const lines = lastStep > 0 ? await readMetrics(file, lastStep) : [];
  await writeFileAtomically(file, Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
  const descriptor = openSync(file, 'a');
  return {
    lines,
    append(line) {
      lines.push(line);
      try {
        writeSync(descriptor, `${JSON.stringify(line)}\n`);
      } catch (error) {
        throw new Error(messageOf(Object.assign(error as NodeJS.ErrnoException, { path: file })), { cause: error });
      }
    },
    close: () => closeSync(descriptor),
  };
}

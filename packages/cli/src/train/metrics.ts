import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { StepReport } from '@inrflow/core';
import { writeFileAtomically } from '@inrflow/core/node';
import { messageOf } from '../errors.js';

/** One line of metrics.jsonl: what a step did. */
export interface Metrics extends Omit<StepReport, 'skipped' | 'samples' | 'communication' | 'said'> {
  /** Examples that could not be read; left out if there were none. */
  skipped?: number;
  /** Mean loss in each bin of time between {@link TIME_EDGES}, to four figures; null where the step had no sample. Absent in runs of earlier releases. */
  lossByTime?: (number | null)[];
  /** Where several processes train together: seconds of the step in which numbers went between them, and in which the first waited for the slowest. */
  communicationSeconds?: number;
  waitingSeconds?: number;
}

/** The metrics of a run, on disk and in memory. */
export interface MetricsLog {
  lines: readonly Metrics[];
  append(line: Metrics): void;
  close(): void;
}

/** The lines up to a step; one that a killed process left half written is dropped. */
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

/** Opens the metrics of a run for appending after a step; what was written beyond it is cut off. */
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

import type { StepReport } from '@inrflow/core';
import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal.js';
import { duration, megabytes, short } from '../words.js';

/** Shows the progress of training. */
export interface Progress {
  /** @param total number of steps; undefined while a timed run measures its speed */
  update(report: StepReport, total: number | undefined, secondsLeft: number | undefined): void;
  /** Writes a line without disturbing the bar. */
  note(text: string): void;
  stop(): void;
}

const LINE_EVERY = 10_000;
/** Weight of the newest step in the shown loss and speed. */
const NEWEST = 0.05;

/** A bar if standard error is a terminal; otherwise a line at the first and last step and every ten seconds. */
export function createProgress(terminal: Terminal): Progress {
  const bar = terminal.isInteractive ? new SingleBar({ format: '{bar} {text}', hideCursor: true, clearOnComplete: false, stopOnComplete: false, fps: 4 }, Presets.shades_classic) : undefined;
  let [loss, speed, lastLine, started] = [NaN, NaN, -Infinity, false];
  const smooth = (old: number, value: number) => (Number.isNaN(old) ? value : old + NEWEST * (value - old));
  return {
    update(report, total, secondsLeft) {
      loss = smooth(loss, report.loss);
      speed = smooth(speed, report.points / report.seconds);
      const text = [
        `step ${report.step}${total === undefined ? '' : `/${total}`}`, `loss ${loss.toFixed(4)}`, `${short(speed)} points/s`,
        secondsLeft === undefined ? '' : `ETA ${duration(secondsLeft)}`, megabytes(process.memoryUsage.rss()),
      ].filter(Boolean).join('  ');
      if (bar) {
        if (!started) bar.start(total ?? 1, 0, { text });
        if (total !== undefined) bar.setTotal(total);
        bar.update(total === undefined ? 0 : report.step, { text });
      } else if (!started || report.step === total || performance.now() - lastLine > LINE_EVERY) {
        terminal.note(text);
        lastLine = performance.now();
      }
      started = true;
    },
    note(text) {
      // The bar draws itself again below the line.
      if (bar && started) terminal.note(`\r\u001b[K${text}`);
      else terminal.note(text);
    },
    stop: () => bar?.stop(),
  };
}

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeFileAtomically } from '@inrflow/core/node';
import { escapeHtml } from '@inrflow/drawing';
import type { Plugin, SettledSettings } from '@inrflow/core';
import { duration, short } from '../words.js';
import { lossChart, timeChart } from './chart.js';
import type { Metrics } from './metrics.js';
import type { RunFolder } from './runFolder.js';

/** The contents of a report. */
export interface ReportContents {
  kind: Plugin;
  config: SettledSettings;
  environment: Readonly<Record<string, string>>;
  lines: readonly Metrics[];
  /** `training`, `finished`, or why it stopped. */
  status: string;
  /** Planned number of steps; undefined while a timed run measures its speed. */
  steps: number | undefined;
  /** Number of parameters. */
  parameters: number;
  /** Number of examples. */
  examples: number;
  classes: readonly string[];
  /** Seconds that the run has taken so far. */
  seconds: number;
}

/** Maximum number of previews shown; if there are more, evenly spaced ones including the last. */
const MOST_PREVIEWS = 6;

const table = (rows: Readonly<Record<string, string>>) =>
  `<table>${Object.entries(rows).map(([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`;

const STYLE = `:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--faint:#d8dee4;--accent:#0b62c4}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ed;--paper:#14171a;--faint:#3a4149;--accent:#6cb2ff}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:780px;margin:2rem auto;padding:0 1rem}
svg{width:100%;height:auto}svg text{font-size:12px;fill:var(--ink)}.grid{stroke:var(--faint)}rect{fill:var(--accent)}polyline{fill:none;stroke:var(--accent);stroke-width:1.6}
th{text-align:left;font-weight:500;padding-right:1.5rem;vertical-align:top}figure{margin:0 0 1.5rem}figure img{max-width:100%;image-rendering:pixelated}
pre{overflow:auto;border:1px solid var(--faint);padding:.8rem}`;

async function previewFigures(folder: string): Promise<string> {
  const files = (await readdir(folder).catch(() => [])).filter((name) => /^step-\d+\.png$/.test(name)).sort();
  const shown = files.filter((_, i) => files.length <= MOST_PREVIEWS || Math.floor(((i + 1) * MOST_PREVIEWS) / files.length) > Math.floor((i * MOST_PREVIEWS) / files.length));
  const figures = await Promise.all(shown.reverse().map(async (name) => {
    const data = (await readFile(path.join(folder, name))).toString('base64');
    const step = Number(/\d+/.exec(name)![0]);
    return `<figure><img alt="Samples after ${step} steps" src="data:image/png;base64,${data}"><figcaption>Step ${step}</figcaption></figure>`;
  }));
  return figures.join('\n') || '<p>None yet.</p>';
}

/** Writes the run's report atomically: one self-contained HTML file. */
export async function writeReport(run: RunFolder, contents: ReportContents): Promise<void> {
  const { kind, config, environment, lines, status, steps, parameters, examples, classes, seconds } = contents;
  const last = lines[lines.length - 1];
  const skipped = lines.reduce((sum, line) => sum + (line.skipped ?? 0), 0);
  const name = path.basename(path.resolve(run.folder));
  const summary = table({
    status, steps: `${last?.step ?? 0}${steps === undefined ? '' : ` of ${steps}`}`, time: duration(seconds),
    loss: last ? (lines.slice(-100).reduce((sum, { loss }) => sum + loss, 0) / Math.min(100, lines.length)).toFixed(4) : '–',
    parameters: short(parameters), [kind.words.many]: `${examples} ${kind.extent(config, kind.points(config.data))}${skipped > 0 ? `; ${skipped} times one could not be read and was skipped` : ''}`,
    classes: classes.join(', ') || 'none',
  });
  const byTime = timeChart(lines);
  const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>INRFlow: ${escapeHtml(name)}</title><style>${STYLE}</style>
<h1>${escapeHtml(name)}</h1>
${summary}
<h2>Loss</h2>
${lossChart(lines)}
${byTime && `<h2>Loss by time</h2>
<p>Of the last fifth of the steps: t = 0 is noise, t = 1 is data. A time without a bar had no sample.</p>
${byTime}
`}<h2>Samples</h2>
<p>Made with the moving average of the parameters, from the same noise each time${classes.length > 0 ? '; one row per class' : ''}.</p>
${await previewFigures(run.previews)}
<h2>Configuration</h2>
<pre>${escapeHtml(JSON.stringify(config, null, 2))}</pre>
<h2>Environment</h2>
${table(environment)}
</html>
`;
  await writeFileAtomically(run.report, Buffer.from(html));
}

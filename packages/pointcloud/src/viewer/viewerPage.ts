import { byGroup, escapeHtml, jsonForScript, viewerPage as htmlOf, type Group } from '@inrflow/drawing';
import { SCRIPT, STYLE } from './browser/index.js';
import { checkClouds, type ViewerCloud } from './cloud.js';
import { quantize } from './quantize.js';
import { threeModules } from './threeModules.js';

/** How a page of clouds is titled. */
export interface ViewerOptions {
  /** Default `Point clouds`. */
  title?: string;
}

/**
 * A page that shows point clouds and lets the reader turn them: one HTML file that needs no other and no network, with three.js inside.
 * Positions are stored as 16-bit integers, see {@link quantize}: some 8 bytes per point, on top of 0.6 MB for three.js.
 *
 * @throws RangeError if there are no clouds, or one of them, which the message names, has no points or some that are not finite
 */
export async function viewerPage(clouds: readonly ViewerCloud[], { title = 'Point clouds' }: ViewerOptions = {}): Promise<string> {
  checkClouds(clouds);
  const { modules, licence } = await threeModules();
  const groups = byGroup(clouds);
  const data = groups.flatMap(({ members }) => members).map(dataOf);
  return htmlOf({
    title, style: STYLE, single: clouds.length === 1, library: { name: 'three.js', licence }, script: SCRIPT,
    body: `${stageOf(title)}
<nav aria-label="Clouds">
${groups.map(listOf).join('\n')}
</nav>`,
    data: `${modules.map((module) => `<script type="text/plain" id="${module.name}">${module.data}</script>`).join('\n')}
<script type="application/json" id="clouds">${jsonForScript(data)}</script>`,
  });
}

function dataOf({ name, group, positions }: ViewerCloud) {
  const { edges, ...quantized } = quantize(positions);
  const size = edges.map((edge) => Number(edge.toPrecision(3))).join(' × ');
  return { name, group, points: (positions.length / 3).toLocaleString('en'), size, ...quantized };
}

function listOf({ group, members }: Group<ViewerCloud>): string {
  const heading = group ? `<h2>${escapeHtml(group)} <span>${members.length}</span></h2>` : '';
  const items = members.map(({ name }) => `<li><button type="button" title="${escapeHtml(name)}"><canvas aria-hidden="true"></canvas><span>${escapeHtml(name)}</span></button></li>`);
  return `<section>${heading}<ul>\n${items.join('\n')}\n</ul></section>`;
}

const stageOf = (title: string) => `<main>
<canvas id="view" tabindex="0" role="img" aria-label="Point cloud"></canvas>
<header><h1>${escapeHtml(title)}</h1><div aria-live="polite"><p id="name"></p><p id="facts"></p></div></header>
<p id="message" role="alert"></p>
<noscript><p style="position:absolute;inset:40% 2rem auto;text-align:center">The clouds are drawn by a script; please allow scripts for this page.</p></noscript>
<footer>
<div id="tools" role="group" aria-label="View">
<button type="button" id="previous" class="step" aria-label="Previous cloud">‹</button>
<span id="place"></span>
<button type="button" id="next" class="step" aria-label="Next cloud">›</button>
<button type="button" id="rotate">Turn</button>
<button type="button" id="reset" title="Reset view">Reset</button>
<label><span aria-hidden="true">Point size</span> <input type="range" id="size" aria-label="Point size" min="30" max="250" step="5" value="100"></label>
</div>
<p id="help">Drag to turn · scroll to zoom · ← → other clouds · Shift and arrows turn · Space starts and stops</p>
</footer>
</main>`;

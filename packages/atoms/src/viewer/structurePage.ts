import { byGroup, compressed, escapeHtml, viewerPage, type Group } from '@inrflow/drawing';
import { LOAD } from './browser/load.js';
import { mainScript } from './browser/main.js';
import { STYLE } from './browser/style.js';
import { viewerLibrary } from './library.js';

/** A structure that a page shows, over the truth if that is known. */
export interface StructureEntry {
  /** What it is called in the list. */
  name: string;
  /** The heading that it is listed under. */
  group?: string;
  /** A line beside the name, such as its scores. */
  note?: string;
  /** What it has: `70 residues · 556 atoms`. */
  facts: string;
  /** Text of a file that 3Dmol.js reads, positions in Å. */
  prediction: string;
  /** The same for the true structure, in the same position. */
  truth?: string;
}

/** What structures are called. */
export interface StructureWords {
  /** `protein` */
  one: string;
  /** `proteins` */
  many: string;
}

/** What a page of structures is made of. */
export interface StructurePage {
  title: string;
  words: StructureWords;
  entries: readonly StructureEntry[];
  /** Ways of drawing: an identifier of letters, the text in the tools, and whether the way is on at first. At least one is always on. */
  ways: readonly { id: string; text: string; on: boolean }[];
  /**
   * Script that declares `createStage(library, element)`: `draw(chosen)` receives which of `prediction`, `truth` and the ways are ticked, `show(entry)` shows another
   * entry, `home()` looks at it from the front, `shade(colour)` sets the background, and `viewer` is 3Dmol.js's.
   */
  stage: string;
}

/** A page on which structures turn: one HTML file that needs no other and no network, with 3Dmol.js inside, some 0.25 MB of it. */
export async function structurePage({ title, words, entries, ways, stage }: StructurePage): Promise<string> {
  const { script, licence } = await viewerLibrary();
  const groups = byGroup(entries);
  const data = await compressed(JSON.stringify(groups.flatMap(({ members }) => members).map(({ name, group = '', note = '', facts, prediction, truth }) => (
    { name, note, facts: [group, facts].filter(Boolean).join(' · '), prediction, truth }))));
  return viewerPage({
    title, style: STYLE, single: entries.length === 1, library: { name: '3Dmol.js', licence }, script: [LOAD, stage, mainScript(words)].join(''),
    body: `<nav aria-label="${escapeHtml(capital(words.many))}">
${groups.map(listOf).join('\n')}
</nav>
${stageOf(title, words, ways)}`,
    data: `<script type="text/plain" id="library">${script}</script>
<script type="text/plain" id="structures">${data}</script>`,
  });
}

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);

function listOf({ group, members }: Group<StructureEntry>): string {
  const heading = group ? `<h2>${escapeHtml(group)} <span>${members.length}</span></h2>` : '';
  const items = members.map(({ name, note }) => `<li><button type="button"><span>${escapeHtml(name)}</span>${note ? `<small>${escapeHtml(note)}</small>` : ''}</button></li>`);
  return `<section>${heading}<ul>\n${items.join('\n')}\n</ul></section>`;
}

const tick = (id: string, text: string, checked: boolean, { swatch = '', way = false } = {}) => `<label>${swatch && `<i class="${swatch}"></i>`}<input type="checkbox" id="${id}"${way ? ' data-way' : ''}${checked ? ' checked' : ''}> ${text}</label>`;

const stageOf = (title: string, { one, many }: StructureWords, ways: StructurePage['ways']) => `<main>
<header><h1>${escapeHtml(title)}</h1><div aria-live="polite"><p><span id="name"></span> <span id="note"></span></p><p id="facts"></p></div></header>
<div id="view" tabindex="0" role="img" aria-label="${escapeHtml(capital(one))}"></div>
<p id="message" role="alert"></p>
<noscript><p style="position:absolute;inset:40% 2rem auto;text-align:center">The ${escapeHtml(many)} are drawn by a script; please allow scripts for this page.</p></noscript>
<footer>
<div id="tools">
<div class="step" role="group" aria-label="${escapeHtml(capital(one))}"><button type="button" id="previous" aria-label="Previous ${escapeHtml(one)}">‹</button><span id="place"></span><button type="button" id="next" aria-label="Next ${escapeHtml(one)}">›</button></div>
<div role="group" aria-label="Shown">${tick('show-prediction', 'Prediction', true, { swatch: 'prediction' })}${tick('show-truth', 'Truth', true, { swatch: 'truth' })}</div>
<div role="group" aria-label="Drawn as">${ways.map(({ id, text, on }) => tick(id, text, on, { way: true })).join('')}</div>
<div role="group" aria-label="View"><button type="button" id="rotate">Turn</button><button type="button" id="reset">Reset</button></div>
</div>
<p id="help">Drag to turn · scroll to zoom · ← → other ${escapeHtml(many)} · Shift and arrows turn · Space starts and stops</p>
</footer>
</main>`;

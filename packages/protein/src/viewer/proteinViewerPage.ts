import { byGroup, compressed, escapeHtml, viewerPage, type Group } from '@inrflow/drawing';
import { SCRIPT, STYLE } from './browser/index.js';
import { checkEntries, type ProteinViewerEntry } from './entry.js';
import { facing, toShow } from './facing.js';
import { viewerLibrary } from './library.js';
import { mmcifOf } from '../writers/mmcif.js';

/** How a page of predicted proteins is titled. */
export interface ProteinViewerOptions {
  /** Default `Predicted proteins`. */
  title?: string;
}

/**
 * A page that shows predicted proteins over the true ones and lets the reader turn them: one HTML file that needs no other and no network, with
 * 3Dmol.js inside. Chains are kept as compressed mmCIF, some 24 bytes an atom, beside 0.25 MB for 3Dmol.js. Where an entry has a truth, the
 * caller has already superposed the prediction on it: both are moved as one, so that their broad side is seen first.
 *
 * @throws RangeError if there are no entries, or a chain of one, which is named, has no atoms, positions that are not finite or places that
 * do not rise
 */
export async function proteinViewerPage(entries: readonly ProteinViewerEntry[], { title = 'Predicted proteins' }: ProteinViewerOptions = {}): Promise<string> {
  checkEntries(entries);
  const { script, licence } = await viewerLibrary();
  const groups = byGroup(entries);
  const data = await compressed(JSON.stringify(groups.flatMap(({ members }) => members).map(dataOf)));
  return viewerPage({
    title, style: STYLE, single: entries.length === 1, library: { name: '3Dmol.js', licence }, script: SCRIPT,
    body: `<nav aria-label="Proteins">
${groups.map(listOf).join('\n')}
</nav>
${stageOf(title)}`,
    data: `<script type="text/plain" id="library">${script}</script>
<script type="text/plain" id="proteins">${data}</script>`,
  });
}

function dataOf({ name, group = '', note = '', prediction, truth }: ProteinViewerEntry) {
  const move = facing(truth ? [prediction, truth] : [prediction]);
  const [residues, atoms] = [prediction.residues.length, prediction.residues.reduce((sum, residue) => sum + residue.atoms.length, 0)];
  const count = (number: number, what: string) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
  return {
    name,
    note,
    facts: [group, count(residues, 'residue'), count(atoms, 'atom')].filter(Boolean).join(' · '),
    prediction: mmcifOf(toShow(prediction, move)),
    truth: truth && mmcifOf(toShow(truth, move)),
  };
}

function listOf({ group, members }: Group<ProteinViewerEntry>): string {
  const heading = group ? `<h2>${escapeHtml(group)} <span>${members.length}</span></h2>` : '';
  const items = members.map(({ name, note }) => `<li><button type="button"><span>${escapeHtml(name)}</span>${note ? `<small>${escapeHtml(note)}</small>` : ''}</button></li>`);
  return `<section>${heading}<ul>\n${items.join('\n')}\n</ul></section>`;
}

const tick = (id: string, text: string, checked: boolean, swatch = '') => `<label>${swatch && `<i class="${swatch}"></i>`}<input type="checkbox" id="${id}"${checked ? ' checked' : ''}> ${text}</label>`;

const stageOf = (title: string) => `<main>
<header><h1>${escapeHtml(title)}</h1><div aria-live="polite"><p><span id="name"></span> <span id="note"></span></p><p id="facts"></p></div></header>
<div id="view" tabindex="0" role="img" aria-label="Protein"></div>
<p id="message" role="alert"></p>
<noscript><p style="position:absolute;inset:40% 2rem auto;text-align:center">The proteins are drawn by a script; please allow scripts for this page.</p></noscript>
<footer>
<div id="tools">
<div class="step" role="group" aria-label="Protein"><button type="button" id="previous" aria-label="Previous protein">‹</button><span id="place"></span><button type="button" id="next" aria-label="Next protein">›</button></div>
<div role="group" aria-label="Shown">${tick('show-prediction', 'Prediction', true, 'prediction')}${tick('show-truth', 'Truth', true, 'truth')}</div>
<div role="group" aria-label="Drawn as">${tick('cartoon', 'Cartoon', true)}${tick('sticks', 'Sticks', false)}</div>
<div role="group" aria-label="View"><button type="button" id="rotate">Turn</button><button type="button" id="reset">Reset</button></div>
</div>
<p id="help">Drag to turn · scroll to zoom · ← → other proteins · Shift and arrows turn · Space starts and stops</p>
</footer>
</main>`;

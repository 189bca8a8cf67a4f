import { byGroup, encodePng, escapeHtml, viewerPage, type Group } from '@inrflow/drawing';
import { drawSound } from '../pictures/index.js';
import { durationOf, type Sound } from '../sounds/index.js';
import { encodeWav } from '../writers/index.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** A sound on a page. */
export interface PageSound {
  name: string;
  /** Heading that it is listed under. */
  group?: string;
  sound: Sound;
}

/** How a page of sounds is titled. */
export interface SoundsPageOptions {
  /** Default `Sounds`. */
  title?: string;
}

/** Bytes converted to characters at a time: the number of a call's arguments is limited. */
const PIECE = 2 ** 13;

function base64(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += PIECE) letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(letters);
}

function cardOf({ name, sound }: PageSound): string {
  const facts = `${Number(durationOf(sound).toPrecision(3))} s, ${sound.rate} Hz${sound.channels.length > 1 ? ', stereo' : ''}`;
  return `<li><button type="button" title="${escapeHtml(name)}"><span class="picture"><img alt="Waveform and spectrogram" src="data:image/png;base64,${base64(encodePng(drawSound(sound)))}"><i></i></span>\
<span class="name">${escapeHtml(name)}</span><span class="facts">${facts}</span><audio preload="auto" src="data:audio/wav;base64,${base64(encodeWav(sound))}"></audio></button></li>`;
}

const sectionOf = ({ group, members }: Group<PageSound>) => `<section>${group ? `<h2>${escapeHtml(group)} <span>${members.length}</span></h2>` : ''}<ul>\n${members.map(cardOf).join('\n')}\n</ul></section>`;

/**
 * A page that shows and plays sounds: one HTML file that needs no other and no network, and contains the waveform, the spectrogram and a WAV file of each sound, some 40 kB for half a second at 8 kHz.
 *
 * @throws RangeError if there are no sounds, or one cannot be written as WAV
 */
export function soundsPage(sounds: readonly PageSound[], { title = 'Sounds' }: SoundsPageOptions = {}): string {
  if (sounds.length === 0) throw new RangeError('a page of no sounds plays nothing; expected at least one');
  return viewerPage({
    title, style: STYLE, single: sounds.length === 1, data: '', script: SCRIPT,
    body: `<header><h1>${escapeHtml(title)}</h1><p id="help">Press a picture to hear it; arrow keys play the next.</p><label>Volume <input type="range" id="volume" min="0" max="100" value="80"></label></header>
<noscript><p>Sounds are played by a script; please allow scripts for this page.</p></noscript>
${byGroup(sounds).map(sectionOf).join('\n')}`,
  });
}

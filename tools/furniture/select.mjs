// Which models of the catalogues are shipped.
import path from 'node:path';
import { classify } from './classify.mjs';
import { extents, unlikeness } from './clouds.mjs';
import { licenceOf } from './licences.mjs';

/** Left out after a look at them, by the name of their cloud, with the reason. */
export const LEFT_OUT = {
  'scopia-day-bed-frame': 'lies across: the other beds have their head at the back',
  'scopia-futon': 'a mat, no bed',
  'scopia-mezzanine-bed': 'a bed above a desk',
  'blend-swap-cc-0-sinkcabinet': 'with a tap on top',
  'blend-swap-cc-0-televisioncabinet': 'a wall of shelves',
  'blend-swap-cc-0-uppershelves': 'shelves of a corner, without a body',
  'blend-swap-cc-0-foldingchair': 'a folding stool',
  'blend-swap-cc-0-relaxchair': 'to lie on',
  'blend-swap-cc-by-chair-deck': 'to lie on',
  'blend-swap-cc-by-classseat': 'a chair and a table',
  'scopia-beach-chair': 'to lie on',
  'scopia-ryokanchair': 'a back on a cushion, without legs',
  'blend-swap-cc-0-japaneselantern': 'a box of paper',
  'blend-swap-cc-0-lantern': 'a pillar of stone',
  'blend-swap-cc-0-stonelantern': 'a pillar of stone',
  'kator-legaz-fluorescent': 'a bar below a ceiling',
  'kator-legaz-track-lights': 'a bar below a ceiling',
  'kator-legaz-wall-spotlight': 'a spotlight on a wall',
  'scopia-ceiling-lamp': 'a disc below a ceiling',
  'scopia-saloon-lamp': 'a bar with spotlights',
  'scopia-peachblossom': 'most of its crown is missing',
  'scopia-convertible-sofa-bz-opened': 'folded out to a bed',
  'blend-swap-cc-0-tablewithtablecloth': 'hidden by its cloth',
  'scopia-dressing-table': 'with a mirror',
  'scopia-rattantable': 'a closed box',
};

/** A model whose box is thinner than this part of its longest side is a picture or a rug. */
const FLAT = 0.04;
/** Clouds that differ less than this (see `unlikeness`; two samples of one surface have about 1) are one shape. */
const ALIKE = 1.2;

/** 'Blend Swap CC-0', 'oakChair.obj' → 'blend-swap-cc-0-oakchair'. */
const fileNameOf = ({ catalogue }, file) => `${catalogue.replace(/ catalog$/i, '')} ${file.replace(/\.[^.]*$/, '')}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/**
 * Models of a class, with a licence that may be shipped, that nobody left out by name.
 *
 * @param dataset with `names` and `items`
 * @returns `{ index, source, label, name, item, licence }`, sorted by their place in the archive; `source` is the place in the catalogue
 */
export function candidatesOf({ names, items }) {
  const candidates = names.flatMap((source, index) => {
    const [item, file] = [items[index], path.posix.basename(source)];
    const [label, licence] = [classify(item), licenceOf(item, file)];
    if (!label || !licence) return [];
    return [{ index, source, label, name: fileNameOf(item, file), item, licence }];
  });
  const used = new Set();
  for (const candidate of candidates) {
    // Two models of a catalogue may have one file name: their folder tells them apart.
    if (used.has(candidate.name)) candidate.name = `${candidate.name}-${path.posix.basename(path.posix.dirname(candidate.source)).toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    if (used.has(candidate.name)) throw new Error(`two models would be '${candidate.name}.npy'; the second is '${candidate.source}'`);
    used.add(candidate.name);
  }
  const place = ({ label, name }) => `${label}/${name}.npy`;
  return candidates.sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

/**
 * Why a candidate is not shipped.
 *
 * @param kept those before it of its class, each with its `cloud`
 * @returns the reason, or undefined
 */
export function reasonAgainst(candidate, kept) {
  if (Object.hasOwn(LEFT_OUT, candidate.name)) return LEFT_OUT[candidate.name];
  const box = extents(candidate.cloud);
  if (!(Math.min(...box) > FLAT * Math.max(...box))) return 'flat';
  const near = (other) => extents(other.cloud).every((length, axis) => Math.abs(length - box[axis]) < 0.1);
  const same = kept.find((other) => near(other) && unlikeness(candidate.cloud, other.cloud) < ALIKE);
  return same && `the same shape as ${same.name}`;
}

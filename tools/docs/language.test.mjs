// One spelling (British, with -ize, as Oxford has it) and no phrases that are translated word for word, in pages, doc comments and comments.
import assert from 'node:assert/strict';
import test from 'node:test';
import { commentsOf, filesBelow, pages, proseOf, textOf } from './files.mjs';

/** What is not written, and what is written instead. Names of other people's APIs belong into code spans. */
const SPELLING = {
  color: 'colour', colors: 'colours', colored: 'coloured', center: 'centre', centers: 'centres', centered: 'centred', gray: 'grey', neighbor: 'neighbour', neighbors: 'neighbours', neighboring: 'neighbouring',
  behavior: 'behaviour', favor: 'favour', favorite: 'favourite', labeled: 'labelled', labeling: 'labelling', modeled: 'modelled', modeling: 'modelling', canceled: 'cancelled', learned: 'learnt', spelled: 'spelt',
  catalog: 'catalogue', artifact: 'artefact', meter: 'metre', normalise: 'normalize', normalised: 'normalized', normalisation: 'normalization', quantise: 'quantize', quantised: 'quantized', quantisation: 'quantization',
  optimise: 'optimize', optimised: 'optimized', optimisation: 'optimization', initialise: 'initialize', initialisation: 'initialization', summarise: 'summarize', visualise: 'visualize', serialise: 'serialize',
  memorise: 'memorize', memorisation: 'memorization', recognise: 'recognize', recognises: 'recognizes', recognised: 'recognized', hybridisation: 'hybridization', organised: 'organized', minimise: 'minimize', maximise: 'maximize',
};

/** Phrases that gave earlier versions of these texts away as translations. */
const PHRASES = [
  [/\bbit by bit\b/i, 'bit for bit'], [/\bdoes the like\b/i, 'does the same'], [/\bcan be told\b/i, 'can be recognized'], [/\bnumbers that are none\b/i, 'NaN'], [/\bso that it goes on\b/i, 'continues'],
  [/\bknows nothing of\b/i, 'knows nothing about'], [/@throws [A-Z]\w* where\b/, '@throws … if'], [/\bmend the\b/i, 'correct the'], [/\bis no (?:square|positive|multiple|integer|index|model|number|cloud)\b/i, 'is not a …'],
  [/\bto go on with\b/i, 'to continue'], [/\bthe files? find each other\b/i, 'are matched'],
];

const texts = () => [
  ...pages().map((file) => [file, proseOf(textOf(file))]),
  ...[...filesBelow('packages', ['.ts']), ...filesBelow('tools', ['.ts', '.mjs'])].filter((file) => !file.endsWith('.d.ts') && !file.includes('/template/') && !file.startsWith('tools/docs/')).map((file) => [file, commentsOf(textOf(file))]),
];

test('one spelling', () => {
  const wrong = texts().flatMap(([file, text]) => [...text.matchAll(/(?<![\w@/.-])[a-z]+(?![\w/-])/gi)].map(([word]) => word).filter((word) => Object.hasOwn(SPELLING, word.toLowerCase()))
    .map((word) => `${file}: '${word}': write '${SPELLING[word.toLowerCase()]}'`));
  assert.deepEqual([...new Set(wrong)], []);
});

test('no translated phrases', () => {
  const wrong = texts().flatMap(([file, text]) => PHRASES.filter(([pattern]) => pattern.test(text)).map(([pattern, instead]) => `${file}: '${pattern.exec(text)[0]}': write '${instead}'`));
  assert.deepEqual(wrong, []);
});

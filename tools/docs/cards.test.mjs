// Each shipped model has a card, whose table is what the checkpoint says of itself.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { cardOf, filled, models } from '../readme/cards.mjs';

const SECTIONS = ['Data and licence', 'Recipe', 'Scores', 'What it does badly'];

for (const name of models()) {
  test(`the card of ${name}: npm run cards`, async () => {
    assert.ok(existsSync(cardOf(name)), `${cardOf(name)} is missing`);
    const text = readFileSync(cardOf(name), 'utf8').replace(/\r\n/g, '\n');
    assert.deepEqual([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading), SECTIONS);
    assert.equal(text, await filled(name, text));
  });
}

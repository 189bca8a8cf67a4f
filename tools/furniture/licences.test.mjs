import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenceOf } from './licences.mjs';

const nameOf = (license, catalogue, file) => licenceOf({ license, catalogue }, file)?.name;

test('the catalogues\' own words', () => {
  assert.equal(nameOf('Public domain', 'Blend Swap CC-0'), 'CC0 1.0');
  assert.equal(nameOf('Creative Commons Attribution 3.0 license', 'Blend Swap CC-BY'), 'CC BY 3.0');
  assert.equal(nameOf('Creative Commons Attribution 3.0 United States license  Copyright © 2003-2008', 'Kator Legaz catalog'), 'CC BY 3.0 US');
});

test('a model whose own file asks for more keeps its stricter licence', () => {
  assert.equal(nameOf('Public domain', 'Blend Swap CC-0', 'winchesterSofa.obj'), 'CC BY 3.0');
});

test('anything else is not shipped', () => {
  for (const license of ['GNU General Public License', 'Free Art License', 'Public domain', 'CC BY-NC 3.0', 'Creative Commons Attribution 3.0 ShareAlike', 'Attribution 3.0 Non-Commercial', undefined]) {
    assert.equal(nameOf(license, 'Another catalog'), undefined, license);
  }
});

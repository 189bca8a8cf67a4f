import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify } from './classify.mjs';

const of = (name, category = 'Living room') => classify({ name, category });

test('a name counts by its last word, whatever its case', () => {
  assert.deepEqual(['Winchester armchair', 'Chair', 'Bar stool', 'Futon couch', 'Corner sofa', 'Wooden desk', 'Pendant lamp', 'Iron bed'].map((name) => of(name)),
    ['chair', 'chair', 'chair', 'sofa', 'sofa', 'table', 'lamp', 'bed']);
});

test('what follows "with", "on" or a number does not count', () => {
  assert.equal(of('Chair with cushion'), 'chair');
  assert.equal(of('Table on trestles'), 'table');
  assert.equal(of('Sofa 2 seats'), 'sofa');
});

test('of two endings the longer one holds', () => {
  assert.equal(of('Bedside table'), 'cabinet');
});

test('only whole words count', () => {
  assert.equal(of('Wheelchair', 'Miscellaneous'), undefined);
  assert.equal(of('Cupboards'), undefined);
});

test('other things have no class, nor have people, cars and doors, nor names that only sound like furniture', () => {
  for (const name of ['Oriental rug', 'Table fan', 'Armchair ottoman', 'Changing table', 'Pool table', '']) assert.equal(of(name), undefined, name);
  assert.equal(of('Seat', 'Vehicles'), undefined);
});

import { toyDataset, toyNetwork, toyRecipe, randomParameters } from '../testing/toyModality.js';
import { startFrom } from './startFrom.js';
import { createTrainer } from './trainer.js';

const old = toyNetwork({ classes: 2 });
const start = { parameters: randomParameters(old), classes: ['cat', 'dog'] };

test('parameters are those of the model; vectors of classes go by name, and new ones are fresh', () => {
  const network = toyNetwork({ classes: 3 });
  const { width } = network.config;
  const started = startFrom(network, ['bird', 'dog', 'fish'], start, 1);
  const row = (data: Float32Array, i: number) => Array.from(data.subarray(i * width, (i + 1) * width));
  const [vectors, before] = [started['classes.vectors'].data, start.parameters['classes.vectors'].data];
  expect([row(vectors, 1), row(vectors, 3)]).toEqual([row(before, 1), row(before, 2)]);
  expect(row(vectors, 0)).not.toEqual(row(before, 0));
  const others = Object.keys(started).filter((name) => name !== 'classes.vectors');
  expect(others.length).toBeGreaterThan(10);
  for (const name of others) expect(started[name].data).toEqual(start.parameters[name].data);
});

test('a model without classes may become one with some, and the other way round', () => {
  expect(Object.keys(startFrom(toyNetwork({ classes: 0 }), [], start, 1))).not.toContain('classes.vectors');
  const without = { parameters: startFrom(toyNetwork({ classes: 0 }), [], start, 1), classes: [] };
  expect(startFrom(old, ['cat', 'dog'], without, 1)['classes.vectors'].shape).toEqual([3, old.config.width]);
});

test('another size is refused by name', () => {
  expect(() => startFrom(toyNetwork({ classes: 2, width: 2 * old.config.width }), ['cat', 'dog'], start, 1)).toThrow(/^parameter '.*' of the model to start from has the shape \[.*\]; the network to train needs \[/);
  expect(() => startFrom(toyNetwork({ classes: 2, blocks: old.config.blocks + 1 }), ['cat', 'dog'], start, 1)).toThrow(/^the model to start from has no parameter 'blocks\.\d/);
  expect(() => startFrom(toyNetwork({ classes: 2, blocks: 0 }), ['cat', 'dog'], start, 1)).toThrow(/has a parameter 'blocks\.0\..*', which the network to train lacks/);
});

test('training starts there: a step of rate 0 leaves parameters and average as they were', async () => {
  const trainer = await createTrainer({ network: old, dataset: { ...toyDataset(2, { labels: true }), classes: ['cat', 'dog'] }, recipe: toyRecipe({ learningRate: () => 0 }), initial: start.parameters, threads: 1 });
  await trainer.advance();
  const { parameters, average } = trainer.arrays();
  for (const [name, { data }] of Object.entries(start.parameters)) expect([name, parameters[name].data, average[name].data]).toEqual([name, data, data]);
  await trainer.dispose();
});

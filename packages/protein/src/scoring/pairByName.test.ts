import { fileNames } from '@inrflow/core/node';
import { pairByName } from './pairByName.js';

const pair = (predictions: string[], references: string[]) => pairByName(predictions, references, 'ref').map((i) => references[i]);

test.each<[predictions: string[], references: string[], expected?: string[]]>([
  [['frame-001', 'frame-002', 'frame-003'], ['frame-001', 'frame-002', 'frame-003']],
  [['frame-003', 'frame-001'], ['frame-001', 'frame-002', 'frame-003'], ['frame-003', 'frame-001']],
  [['x:A', 'x:a'], ['x:A', 'x:a']],
  [['a/model', 'b/model'], ['a/model', 'b/model']],
  [['b/model-000', 'a/model-000'], ['a/model', 'b/model'], ['b/model', 'a/model']],
  [['one-000', 'one-001', 'two-000'], ['one', 'two'], ['one', 'one', 'two']],
  [['one-predicted', 'one-reference'], ['one'], ['one', 'one']],
  [['1abc'], ['deep/er/1ABC'], ['deep/er/1ABC']],
  [['x'], ['x:B'], ['x:B']],
  [['x:A'], ['x'], ['x']],
  [['x-000:B', 'x-000:A'], ['x:A', 'x:B'], ['x:B', 'x:A']],
  [['frame-001'], ['frame', 'frame-001'], ['frame-001']],
  [['NP_001.1-000'], ['NP_001.1', 'NP_001'], ['NP_001.1']],
])('%j find %j', (predictions, references, expected = references) => {
  expect(pair(predictions, references)).toEqual(expected);
});

test('files of sampled names find the references of those names, however odd', () => {
  const names = ['x.1', 'x-1', 'x/1', 'sp|P12345|Q_HUMAN', 'Q9X/12-80', 'a', 'A', 'y'.repeat(300)];
  expect(pair(fileNames(names, 8).map((file) => `${file}-000`), names)).toEqual(names);
});

test.each<[predictions: string[], references: string[], message: string]>([
  [['model'], ['a/model', 'b/model'], "the prediction 'model' may be of 'a/model' or of 'b/model' in 'ref'"],
  [['x'], ['x:A', 'x:B'], "may be of 'x:A' or of 'x:B'"],
  [['x:C'], ['x:A', 'x:B'], "may be of 'x:A' or of 'x:B'"],
  [['MODEL'], ['model', 'Model'], "may be of 'model' or of 'Model'"],
  [['frame-002'], ['frame-001'], "'ref' holds no structure named as the prediction 'frame-002'"],
  [['1ardd'], ['1ard_d', '1znf'], "did you mean '1ard_d'?"],
  [['1ardd'], ['1ard', ...Array.from({ length: 30 }, (_, i) => `x${i}`)], "expected '1ard', "],
])('%j have no unique reference in %j', (predictions, references, message) => {
  expect(() => pair(predictions, references)).toThrow(message);
});

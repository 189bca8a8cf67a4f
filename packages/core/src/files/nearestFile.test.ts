import { nearestFile } from './nearestFile.js';

test.each([
  ['picturse', ['pictures', 'notes'], 'pictures'], ['emoji', ['emoji.zip', 'images'], 'emoji.zip'], ['a.npy', ['b.npy'], undefined], ['trian.json', ['train.json', 'trial.json'], 'train.json'],
  ['train.jsn', ['train.json'], 'train.json'], ['emojis', ['emoji', 'emojis.zip'], 'emoji'], ['x', [], undefined],
])('%s among %j: %s', (name, siblings, expected) => {
  expect(nearestFile(name, siblings)).toBe(expected);
});

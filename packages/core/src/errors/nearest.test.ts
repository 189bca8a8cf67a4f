import { choose, expectedOneOf, nearestName } from './nearest.js';

describe('names that are not among the choices', () => {
  test('the error lists the choices and the nearest of them, if one is near', () => {
    expect(() => choose('solver', { euler: 1, heun: 2, midpoint: 3 }, 'hein')).toThrow("there is no solver 'hein': expected 'euler', 'heun' or 'midpoint'; did you mean 'heun'?");
    expect(() => choose('solver', { euler: 1, heun: 2, midpoint: 3 }, 'dopri')).toThrow(/: expected 'euler', 'heun' or 'midpoint'$/);
    expect(expectedOneOf('x', ['a'])).toBe("expected 'a'");
  });

  test('what every object inherits is not an entry', () => {
    expect(() => choose('path', { linear: 1 }, 'toString')).toThrow(/no path 'toString'/);
    expect(choose('path', { linear: 1 }, 'linear')).toBe(1);
  });
});

describe('the nearest name', () => {
  // Of the shipped emoji model.
  const classes = ['animal-bird', 'cat-face', 'dishware', 'drink', 'face-hat', 'food-fruit', 'heart', 'plant-flower', 'plant-other'];

  test.each([
    ['a word of it', 'flower', 'plant-flower'], ['its beginning', 'plant-fl', 'plant-flower'], ['other separators', 'Cat Face', 'cat-face'], ['more words', 'a red heart', 'heart'],
    ['a letter too few', 'dishwre', 'dishware'], ['two letters exchanged', 'haert', 'heart'], ['the shortest of several that contain it', 'plant', 'plant-other'],
    ['a piece that is no word', 'ant', undefined], ['another word', 'nosuch', undefined], ['a word of the same length', 'house', undefined], ['nothing', '', undefined], ['one letter', 'f', undefined],
  ])('%s: %s → %s', (_, given, expected) => {
    expect(nearestName(given, classes)).toBe(expected);
    expect(nearestName(given, [...classes].reverse())).toBe(expected);
  });

  test('what contains the name is preferred to what is spelt nearly like it, and this to what the name contains', () => {
    expect(nearestName('gpu', ['cpu', 'webgpu'])).toBe('webgpu');
    expect(nearestName('learninRate', ['rate', 'learningRate'])).toBe('learningRate');
    expect(nearestName('batchsize', ['size', 'batchSize'])).toBe('batchSize');
  });

  test('case and separators do not matter; without choices there is none', () => {
    expect(nearestName('emojis', ['images', 'Emoji', 'notes'])).toBe('Emoji');
    expect(nearestName('x', ['completely-different'])).toBeUndefined();
    expect(nearestName('x', [])).toBeUndefined();
    expect(nearestName('🐶', ['🐱'])).toBeUndefined();
  });
});

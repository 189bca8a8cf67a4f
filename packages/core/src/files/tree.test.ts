import { inPart } from './split.js';
import { classifyByFolder, isHidden, wrappingFolder } from './tree.js';

test('top-level folders are classes, in the order of code points', () => {
  expect(classifyByFolder(['b/2', 'B/deep/1', 'b/1'], 'here', 'files')).toEqual({
    entries: [{ name: 'B/deep/1', label: 0 }, { name: 'b/1', label: 1 }, { name: 'b/2', label: 1 }], classes: ['B', 'b'],
  });
  expect(classifyByFolder(['2', '1'], 'here', 'files')).toEqual({ entries: [{ name: '1' }, { name: '2' }], classes: [] });
  expect(() => classifyByFolder(['a/1', '2'], "folder 'x'", 'meshes')).toThrow("folder 'x' has meshes in class folders, but '2' beside them");
});

test('a folder wraps a tree only if the tree itself has folders', () => {
  expect(wrappingFolder(['a/b/1', 'a/c/2'])).toBe('a/');
  expect(wrappingFolder(['a/1', 'a/c/2'])).toBe('');
  expect(wrappingFolder(['a/b/1', 'd/c/2'])).toBe('');
  expect(wrappingFolder(['1'])).toBe('');
});

test('hidden files are those that begin with a dot or that systems leave behind', () => {
  expect(['a/.DS_Store', '__MACOSX/a.png', 'a/b.png'].map(isHidden)).toEqual([true, true, false]);
});

test('parts are disjoint, complete, and near the fraction that is held out', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `item ${i}`);
  const held = names.filter((name) => inPart(name, { heldOut: 0.2, part: 'held-out' }));
  expect(names.filter((name) => inPart(name, { heldOut: 0.2, part: 'train' }))).toEqual(names.filter((name) => !held.includes(name)));
  // Five standard deviations of a binomial: √(2000 · 0.2 · 0.8) ≈ 18.
  expect(Math.abs(held.length - 400)).toBeLessThan(90);
});

import { checkOptions, type ImageDatasetOptions } from './options.js';

test.each<[ImageDatasetOptions, string]>([
  [{ size: 2.5 }, "size of an image data set must be a positive number of pixels or 'first', not 2.5"],
  [{ channels: 4 as 3 }, 'channels of an image data set must be 1 (grey) or 3 (RGB), not 4'],
  [{ background: [0, 256, 0] }, 'background of an image data set must be three numbers from 0 to 255, not [0,256,0]'],
  [{ split: { heldOut: 1, part: 'train' } }, 'split.heldOut of an image data set must be a fraction between 0 and 1, not 1'],
  [{ split: { heldOut: 0.1, part: 'test' as 'train' } }, "split.part of an image data set must be 'train' or 'held-out', not \"test\""],
  [{ cacheBytes: -1 }, 'cacheBytes'],
  [{ workers: 3 }, 'workers of an image data set must be 0, 1 or 2, not 3'],
])('%j is refused', (options, message) => expect(() => checkOptions(options)).toThrow(message));

test('what is in range passes', () => {
  checkOptions({});
  checkOptions({ size: 'first' });
  checkOptions({ size: 1, channels: 1, background: [0, 0, 255], split: { heldOut: 0.5, part: 'held-out' }, cacheBytes: 0, workers: 0 });
});

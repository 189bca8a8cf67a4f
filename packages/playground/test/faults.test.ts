import { describeThreads, tooLarge, tooOld, type Browser } from '../src/faults.js';

test('a model that the page cannot hold is refused by its file\'s size, with what to do', () => {
  expect(tooLarge({ name: 'emoji.safetensors', size: 5e6 })).toBeUndefined();
  expect(tooLarge({ name: 'XL.safetensors', size: 1.5e9 })).toBe('XL.safetensors needs about 9.0 GB of memory, and this page can have 4.3 GB: sample it with the command instead (npx inrflow sample --checkpoint XL.safetensors)');
  expect(tooLarge({ name: 'S.safetensors', size: 150e6 }, 1)).toMatch(/0\.9 GB of memory, and this page can have 0\.5 GB/);
  expect(tooLarge({ name: 'S.safetensors', size: 150e6 }, 8)).toBeUndefined();
});

test('a browser that is too old is told what it lacks; this runtime\'s WebAssembly has it', () => {
  const here: Browser = { WebAssembly: WebAssembly as unknown as Browser['WebAssembly'], OffscreenCanvas: {}, Worker: {} };
  expect(tooOld(here)).toBeUndefined();
  expect(tooOld({ ...here, WebAssembly: { validate: () => false } })).toMatch(/^This browser has no WebAssembly with SIMD, which .* Safari 16\.4/);
  expect(tooOld({})).toMatch(/no WebAssembly with SIMD and no OffscreenCanvas and no workers/);
});

test('a page without isolation says what threads need', () => {
  expect(describeThreads({ isolated: true, workers: true, cores: 16 })).toBe('8 threads');
  expect(describeThreads({ isolated: false, workers: false, cores: 2 })).toMatch(/^one thread, .*https/);
  expect(describeThreads({ isolated: false, workers: true, cores: 2 })).toMatch(/^one thread, .*Cross-Origin-Opener-Policy/);
});

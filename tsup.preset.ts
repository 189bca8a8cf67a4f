import { defineConfig, type Options } from 'tsup';

/** The build of every package: ESM and CommonJS side by side, types for both, dependencies left outside. */
export const build = (entry: Record<string, string>, more: Options = {}) =>
  defineConfig({
    entry,
    format: ['esm', 'cjs'],
    dts: true,
    clean: true,
    // The code is not minified: maps would be two thirds of a package, and tests run the sources.
    sourcemap: false,
    splitting: true,
    target: 'es2022',
    tsconfig: 'tsconfig.json',
    outDir: 'dist',
    external: [/^@inrflow\//, /^@tensorflow\//, /^onnxruntime-/],
    ...more,
  });

import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const models = path.join(root, '../cli/models');
const SHIPPED = ['emoji', 'furniture', 'proteins'];

// A page with these headers has memory that threads share. Elsewhere the service worker adds them: see public/sw.js.
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root,
  // It runs wherever it is put: every address in it is relative.
  base: './',
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1000 },
  worker: { format: 'es' },
  server: { headers },
  preview: { headers },
  plugins: [{
    name: 'models',
    closeBundle() {
      mkdirSync(path.join(root, 'dist/models'), { recursive: true });
      for (const file of [...SHIPPED.map((name) => `${name}.safetensors`), 'ATTRIBUTION.md']) copyFileSync(path.join(models, file), path.join(root, 'dist/models', file));
    },
  }],
});

// VitePress's settings; copied beside the pages by build.mjs.
import { readFileSync } from 'node:fs';

import { slugOf } from './pages.mjs';

export default {
  title: 'INRFlow',
  description: 'Train a generative model of your images, 3-D shapes, sounds or proteins in TypeScript, and sample it at any resolution.',
  lang: 'en-GB',
  // `/docs/cli.html`, so that any file server finds it.
  cleanUrls: false,
  ignoreDeadLinks: false,
  vite: { build: { chunkSizeWarningLimit: 4000 }, logLevel: 'error' },
  markdown: { anchor: { slugify: slugOf }, config: (md) => md.set({ html: false, linkify: false }) },
  themeConfig: { search: { provider: 'local' }, outline: [2, 3], sidebar: JSON.parse(readFileSync(new URL('../../sidebar.json', import.meta.url), 'utf8')) },
};

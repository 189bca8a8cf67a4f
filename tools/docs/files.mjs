// What the tests of the documentation read.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Text of a file of the repository, with line ends of one kind. */
export const textOf = (file) => readFileSync(path.join(root, file), 'utf8').replace(/\r\n/g, '\n');

const SKIPPED = new Set(['node_modules', 'dist', '.git', '.nx', 'runs', 'coverage', '.cache', '.vitepress']);

/** Paths of files with an extension, below a folder, with `/` on every system. */
export function filesBelow(folder, extensions) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(name, extensions);
    return extensions.some((extension) => entry.name.endsWith(extension)) ? [name] : [];
  });
}

/** All pages that people read. */
export const pages = () => [...filesBelow('docs', ['.md']), ...filesBelow('packages', ['README.md']), 'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'CHANGELOG.md'];

/** Prose of a page: without code blocks, code spans and addresses. */
export const proseOf = (text) => text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`\n]*`/g, '').replace(/\]\([^)\n]*\)/g, ']').replace(/https?:\/\/\S+/g, '');

/** Comments of a TypeScript or JavaScript file, without code spans. */
export const commentsOf = (text) => [...text.matchAll(/^\s*(?:\/\/|\*|\/\*\*)(.*)$/gm)].map(([, comment]) => comment.replace(/`[^`]*`/g, '')).join('\n');

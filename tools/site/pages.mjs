// How files of the repository become pages of the site: their addresses and their links.
import path from 'node:path';

const TOP = { 'README.md': 'index.md', 'CONTRIBUTING.md': 'contributing.md', 'CHANGELOG.md': 'changelog.md', 'SECURITY.md': 'security.md', 'CODE_OF_CONDUCT.md': 'code-of-conduct.md' };

/** A heading's anchor, as GitHub makes it, so that links work there and here. */
export const slugOf = (heading) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/** Anchors of a page's headings; of several of one name, all but the first are numbered. */
export function anchorsOf(text) {
  const anchors = new Set();
  for (const [, heading] of text.matchAll(/^#+ (.*)$/gm)) {
    const slug = slugOf(heading.replace(/\\(.)/g, '$1').replace(/&lt;|&gt;/g, ''));
    let unique = slug;
    for (let i = 1; anchors.has(unique); i++) unique = `${slug}-${i}`;
    anchors.add(unique);
  }
  return anchors;
}

/** The page that a Markdown file becomes. */
export function pageOf(file) {
  if (Object.hasOwn(TOP, file)) return TOP[file];
  if (file.startsWith('packages/cli/models/')) return `models/${path.posix.basename(file).toLowerCase()}`;
  return path.posix.basename(file) === 'README.md' ? path.posix.join(path.posix.dirname(file), 'index.md') : file;
}

/** Parts of a text that are code blocks or not, in turn: the odd ones are blocks. */
const parted = (text) => text.split(/(^```[^]*?^```$)/m);

/**
 * A page's text with links that lead somewhere on the site: to other pages, to the reference for links to a symbol's source. What is not on the site, such
 * as a script, keeps its text and loses its link.
 */
export function rewritten({ file, page, text, sources, reference }) {
  const to = (target, anchor) => {
    const relative = path.posix.relative(path.posix.dirname(page), target) || path.posix.basename(target);
    return `${relative.startsWith('.') ? relative : `./${relative}`}${anchor}`;
  };
  const link = (whole, words, address) => {
    if (/^[a-z]+:/.test(address) || address.startsWith('#')) return whole;
    const [target, anchor = ''] = address.split(/(?=#)/);
    const at = path.posix.join(path.posix.dirname(file), target).replace(/\/$/, '');
    if (at.startsWith('docs/images/')) return `[${words}](${to(at, '')})`;
    for (const candidate of [at, `${at}/README.md`]) if (sources.has(candidate)) return `[${words}](${to(sources.get(candidate), anchor)})`;
    const [, name] = /^packages\/([\w-]+)\/src\//.exec(at) ?? [];
    const symbol = /^`([\w$]+)`$/.exec(words)?.[1];
    const described = [...reference.values()].find(({ page: where, symbols }) => where.startsWith(`api/${name}`) && symbols.has(symbol));
    return described ? `[${words}](${to(described.page, `#${symbol.toLowerCase()}`)})` : words;
  };
  return parted(text).map((part, i) => (i % 2 === 1 ? part : part.replace(/\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g, link))).join('')
    // Languages that the site's highlighter does not know.
    .replace(/^```(?:console|bibtex)$/gm, '```text');
}

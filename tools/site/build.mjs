// `npm run docs`: the guides, the READMEs, the model cards and an API reference from the doc comments as one static site in dist/site, with search.
// Serve that folder with any file server: npx vitepress serve, python3 -m http.server, …
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultsOf } from './links.mjs';
import { anchorsOf, pageOf, rewritten } from './pages.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const work = path.join(root, '.cache/site');
const [api, pages, out] = [path.join(work, 'api'), path.join(work, 'pages'), path.join(root, 'dist/site')];

/** Runs a program of node_modules by Node itself. */
function run(script, args) {
  const { status } = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} ended with ${status}`);
}

/** Entries that the reference describes: the main one and `/node` of each package that is a library. */
const entries = readdirSync(path.join(root, 'packages')).filter((name) => !['cli', 'create-inrflow-modality', 'playground'].includes(name))
  .flatMap((name) => ['index.ts', 'node.ts', 'testing.ts'].map((file) => `packages/${name}/src/${file}`)).filter((file) => existsSync(path.join(root, file)));

rmSync(work, { recursive: true, force: true });
rmSync(out, { recursive: true, force: true });
run('typedoc/bin/typedoc', ['--options', 'tools/site/typedoc.json', '--out', api, ...entries.flatMap((entry) => ['--entryPoints', entry])]);

/** Files of the repository that become pages: by their path, the page's path. */
const sources = new Map();
const add = (folder, extension = '.md') => {
  for (const entry of existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder), { withFileTypes: true }) : []) {
    if (entry.isFile() && entry.name.endsWith(extension)) sources.set(path.posix.join(folder, entry.name), pageOf(path.posix.join(folder, entry.name)));
  }
};
['.', 'docs', 'docs/decisions', 'packages/cli/models', 'examples/furniture', 'examples/proteins'].forEach((folder) => add(folder));
for (const name of readdirSync(path.join(root, 'packages'))) if (existsSync(path.join(root, 'packages', name, 'README.md'))) sources.set(`packages/${name}/README.md`, `packages/${name}.md`);

/** Pages of the reference, with the names of their headings, so that links to a symbol's source lead to its description. */
const reference = new Map();
for (const file of readdirSync(api, { recursive: true, encoding: 'utf8' }).map((each) => each.replaceAll('\\', '/')).filter((each) => each.endsWith('.md') && each !== 'README.md')) {
  const [, name, , sub] = /^([^/]+)\/src(\/([^/]+))?\.md$/.exec(file);
  const title = sub ? `@inrflow/${name}/${sub}` : `@inrflow/${name}`;
  const text = readFileSync(path.join(api, file), 'utf8').replace(/^# .*$/m, `# ${title}`);
  reference.set(file, { anchors: anchorsOf(text), page: `api/${name}${sub ? `-${sub}` : ''}.md`, title, text, symbols: new Set([...text.matchAll(/^### ([\w$]+)/gm)].map(([, symbol]) => symbol)) });
}
const write = (page, text) => {
  mkdirSync(path.dirname(path.join(pages, page)), { recursive: true });
  writeFileSync(path.join(pages, page), text.replaceAll('{{', '&#123;&#123;'));
};
for (const [file, { page, text }] of reference) {
  // Links of the reference among its own pages. TypeDoc numbers names that differ in case alone otherwise than the site does.
  write(page, text.replace(/\]\(([^)#\s]+\.md)?(?:#([^)\s]*))?\)/g, (whole, target, anchor) => {
    if (target === undefined && anchor === undefined) return whole;
    const to = target === undefined ? reference.get(file) : reference.get(path.posix.join(path.posix.dirname(file), target));
    const known = [anchor, anchor?.replace(/-\d+$/, '')].find((each) => each !== undefined && to.anchors.has(each));
    return `](${target === undefined ? '' : `./${path.posix.basename(to.page)}`}${known === undefined ? '' : `#${known}`})`.replace(']()', '](#)');
  }));
}
write('api/index.md', `# API reference\n\nFrom the doc comments of the packages.\n\n${[...reference.values()].map(({ page, title, symbols }) => `* [\`${title}\`](./${path.posix.basename(page)}): ${symbols.size} names`).join('\n')}\n`);
for (const [file, page] of sources) write(page, rewritten({ file, page, text: readFileSync(path.join(root, file), 'utf8'), sources, reference }));
cpSync(path.join(root, 'docs/images'), path.join(pages, 'docs/images'), { recursive: true });

const guides = [...readFileSync(path.join(root, 'docs/README.md'), 'utf8').matchAll(/^\| \[([^\]]+)\]\(([\w-]+)\.md\)/gm)].map(([, text, name]) => ({ text, link: `/docs/${name}` }));
const listed = (folder) => [...sources.entries()].filter(([file, page]) => file.startsWith(folder) && path.posix.dirname(page) !== '.').map(([file, page]) => ({ text: /^# (.*)$/m.exec(readFileSync(path.join(root, file), 'utf8'))?.[1] ?? page, link: `/${page.replace(/(index)?\.md$/, '')}` }));
const hasPlayground = existsSync(path.join(root, 'packages/playground/dist/index.html'));
writeFileSync(path.join(work, 'sidebar.json'), JSON.stringify([
  { text: 'Start', items: [{ text: 'Overview', link: '/' }, ...(hasPlayground ? [{ text: 'Playground', link: '/playground/index.html', target: '_self' }] : [])] },
  { text: 'Guides', items: guides },
  { text: 'API reference', collapsed: true, items: [...reference.values()].map(({ title, page }) => ({ text: title, link: `/${page.replace('.md', '')}` })) },
  { text: 'Packages', collapsed: true, items: listed('packages/').filter(({ link }) => link.startsWith('/packages/')) },
  { text: 'Models', collapsed: true, items: listed('packages/cli/models') },
  { text: 'Decisions', collapsed: true, items: listed('docs/decisions') },
  { text: 'Project', items: [{ text: 'Contributing', link: '/contributing' }, { text: 'Changelog', link: '/changelog' }, { text: 'Security', link: '/security' }] },
]));
mkdirSync(path.join(pages, '.vitepress'), { recursive: true });
for (const file of ['config.mjs', 'pages.mjs']) cpSync(path.join(root, 'tools/site', file), path.join(pages, '.vitepress', file));
run('vitepress/bin/vitepress.js', ['build', pages, '--outDir', out]);
if (hasPlayground) cpSync(path.join(root, 'packages/playground/dist'), path.join(out, 'playground'), { recursive: true });

const faults = faultsOf(out);
for (const fault of faults) console.error(fault);
if (faults.length > 0) throw new Error(`${faults.length} broken links`);
console.log(`dist/site: ${sources.size + reference.size + 1} pages, every link checked`);

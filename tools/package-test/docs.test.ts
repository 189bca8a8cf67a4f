import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { runPage } from './consumer';
import { install, type Installation } from './install';
import { allPackages, REPOSITORY, snippetsIn } from './packages';

const docs = join(REPOSITORY, 'docs');
const guides = readdirSync(docs).filter((name) => name.endsWith('.md')).sort().map((name) => join(docs, name));
const pages = [...guides, ...['README.md', 'CONTRIBUTING.md'].map((name) => join(REPOSITORY, name)), ...allPackages().map(({ folder }) => join(folder, 'README.md'))];
const named = (files: string[]) => files.map((file) => [relative(REPOSITORY, file), file] as const);

/** A page without its code blocks and with its links: text and target. */
function linksOf(file: string): { text: string; target: string }[] {
  const prose = readFileSync(file, 'utf8').replace(/^```[^]*?^```$/gm, '');
  return [...prose.matchAll(/\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g)].map(([, text, target]) => ({ text, target })).filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** Anchors of a page's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-'));
}

describe.each(named(pages))('%s', (_, file) => {
  test('its links lead somewhere', () => {
    const broken = linksOf(file).filter(({ target }) => {
      const [path, anchor] = target.split('#');
      const at = path ? resolve(dirname(file), path) : file;
      return !existsSync(at) || (anchor !== undefined && (!statSync(at).isFile() || !(at.endsWith('.md') && anchorsOf(at).includes(anchor))));
    });
    expect(broken).toEqual([]);
  });

  test('a linked file has the name that its link gives in code', () => {
    const wrong = linksOf(file).filter(({ text, target }) => {
      const name = /^`([A-Za-z_$][\w$]*)`$/.exec(text)?.[1];
      const at = resolve(dirname(file), target.split('#')[0]);
      return name !== undefined && existsSync(at) && statSync(at).isFile() && !new RegExp(`\\b${name.replace(/\$/g, '\\$')}\\b`).test(readFileSync(at, 'utf8'));
    });
    expect(wrong).toEqual([]);
  });
});

describe('snippets of the guides', () => {
  let installation: Installation;
  beforeAll(() => {
    installation = install(allPackages());
  });
  afterAll(() => {
    if (installation) rmSync(dirname(installation.project), { recursive: true, force: true });
  });

  test.each(named(guides.filter((file) => snippetsIn(file).length > 0)))('%s: its snippets run, one after the other', (_, file) => {
    runPage(installation.project, snippetsIn(file));
  });
});

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { PNG } from 'pngjs';
import { runPage, snippetTypeErrors } from './consumer';
import { install, type Installation } from './install';
import { allPackages, REPOSITORY, snippetsIn } from './packages';

const docs = join(REPOSITORY, 'docs');
const guides = readdirSync(docs).filter((name) => name.endsWith('.md')).sort().map((name) => join(docs, name));
const below = (folder: string) => readdirSync(join(REPOSITORY, folder)).filter((name) => name.endsWith('.md')).sort().map((name) => join(REPOSITORY, folder, name));
const pages = [...guides, ...['docs/decisions', 'packages/cli/models'].flatMap(below), ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md'].map((name) => join(REPOSITORY, name)), ...allPackages().map(({ folder }) => join(folder, 'README.md'))];
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

  const withSnippets = pages.filter((file) => snippetsIn(file).length > 0);
  test.each(named(guides.filter((file) => withSnippets.includes(file))))('%s: its snippets run, one after the other', (_, file) => {
    runPage(installation.project, snippetsIn(file));
  });

  test('README.md: a model in six lines, with the picture that it shows, and a training in as many', () => {
    const snippets = snippetsIn(join(REPOSITORY, 'README.md'));
    expect(snippets.map((code) => code.trim().split('\n').length)).toEqual([6, 6]);
    // Minutes would be too long here.
    const folder = runPage(installation.project, snippets.map((code) => code.replace('minutes: 5', 'steps: 2')), (at) => {
      for (const name of ['1f600', '1f603', '1f638']) {
        mkdirSync(join(at, 'my-pictures', name), { recursive: true });
        copyFileSync(join(REPOSITORY, 'node_modules/emoji-datasource-google/img/google/64', `${name}.png`), join(at, 'my-pictures', name, '0.png'));
      }
    });
    const [made, shown] = [join(folder, 'heart.png'), join(docs, 'images', 'heart.png')].map((file) => PNG.sync.read(readFileSync(file)));
    const difference = made.data.reduce((sum, sample, i) => sum + Math.abs(sample - shown.data[i]), 0) / made.data.length;
    expect([made.width, made.height, difference < 1]).toEqual([64, 64, true]);
  });

  // TensorFlow.js's own declarations do not pass without skipLibCheck; ours do, and so do the snippets.
  test.each([true, false])('all snippets are TypeScript under strict, skipLibCheck %s', (skipLibCheck) => {
    const snippets = Object.fromEntries(named(withSnippets).map(([name, file]) => [name, snippetsIn(file)]));
    expect(snippetTypeErrors(installation.project, installation.store, snippets, skipLibCheck)).toEqual([]);
  });
});

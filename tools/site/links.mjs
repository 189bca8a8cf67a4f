// Whether every link of a built site leads somewhere: to a file, and to an element of it where there is an anchor.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const decoded = (text) => decodeURIComponent(text.replaceAll('&amp;', '&'));

/** Broken links of a folder of HTML pages, a line each. */
export function faultsOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html') && !name.startsWith('playground'));
  const texts = new Map(files.map((name) => [path.join(folder, name), readFileSync(path.join(folder, name), 'utf8')]));
  const ids = new Map([...texts].map(([file, text]) => [file, new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => decoded(id)))]));
  return [...texts].flatMap(([file, text]) => [...text.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, address]) => decoded(address)).filter((address) => !/^(?:[a-z]+:|\/\/)/.test(address)).flatMap((address) => {
    const [target, anchor] = address.split('#');
    let at = target === '' ? file : path.join(target.startsWith('/') ? folder : path.dirname(file), target.split('?')[0]);
    if (existsSync(at) && statSync(at).isDirectory()) at = path.join(at, 'index.html');
    if (!existsSync(at)) return [`${path.relative(folder, file)}: ${address} leads nowhere`];
    return anchor && ids.has(at) && !ids.get(at).has(anchor) ? [`${path.relative(folder, file)}: ${address}: there is no #${anchor}`] : [];
  }));
}

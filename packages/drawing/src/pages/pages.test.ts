import { gunzipSync } from 'node:zlib';
import { byGroup, compressed, viewerPage } from './index.js';

test('groups come as they first appear, with their members side by side', () => {
  const [a, b, c, d]: { group?: string; id: number }[] = [{ group: 'x', id: 1 }, { id: 2 }, { group: 'x', id: 3 }, { group: 'y', id: 4 }];
  expect(byGroup([a, b, c, d])).toEqual([{ group: 'x', members: [a, c] }, { group: '', members: [b] }, { group: 'y', members: [d] }]);
});

test('compressed text ends no script, and is the text again', async () => {
  const text = '</script><!--'.repeat(9);
  const packed = await compressed(text);
  expect(packed).toMatch(/^[A-Za-z0-9+/=]+$/);
  expect(gunzipSync(Buffer.from(packed, 'base64')).toString()).toBe(text);
});

test('a page escapes its title, closes no comment in the licence, and loads nothing', () => {
  const page = viewerPage({ title: '<a>', style: 's{}', body: '<main></main>', single: true, library: { name: 'lib', licence: ' MIT --> x\n' }, data: '', script: 'go();' });
  expect(page).toContain('<title>&lt;a&gt;</title>');
  expect(page).toContain('<body class="single">');
  expect(page).toContain('lib, compressed:\n\nMIT - -> x\n-->');
  expect(page).toContain("default-src 'none'");
  expect(page).toMatch(/go\(\);<\/script>\n<\/body>/);
});

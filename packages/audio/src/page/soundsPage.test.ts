import { tones } from '../testing/tones.js';
import { encodeWav } from '../writers/index.js';
import { soundsPage } from './soundsPage.js';

test('a page has each sound as a WAV file and as a picture, and needs nothing else', () => {
  const [a, b] = tones(2);
  const page = soundsPage([{ name: 'a', sound: a }, { name: 'b', group: 'low', sound: b }]);
  const sounds = [...page.matchAll(/src="data:audio\/wav;base64,([^"]*)"/g)].map(([, text]) => Buffer.from(text, 'base64'));
  expect(sounds).toEqual([a, b].map((sound) => Buffer.from(encodeWav(sound))));
  expect(page.split('data:image/png;base64,')).toHaveLength(3);
  expect(page).not.toMatch(/https?:\/\/|@import|url\(/);
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('0.05 s, 8000 Hz');
});

test('names and titles are shown as written', () => {
  const hostile = '</script><b>"&\'';
  const page = soundsPage([{ name: hostile, group: hostile, sound: tones(1)[0] }], { title: hostile });
  expect(page).not.toContain('<b>');
  expect(page).toContain('<title>&lt;/script&gt;&lt;b&gt;&quot;&amp;&#39;</title>');
  expect(page.split('</script').length - 1).toBe(1);
});

test('a page of nothing is refused', () => {
  expect(() => soundsPage([])).toThrow('a page of no sounds plays nothing; expected at least one');
});

import { escapeHtml, jsonForScript } from './html.js';

test('text shows as it is, in elements and attributes', () => {
  expect(escapeHtml(`<a href="x">'&amp;'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;');
});

test('no value ends the script that holds it, and it is read back as it was', () => {
  const value = { text: '</script><!-- <script>' };
  expect(jsonForScript(value)).not.toMatch(/<\/script|<!--|<script/);
  expect(JSON.parse(jsonForScript(value))).toEqual(value);
});

import { escapeHtml } from './html.js';

/** The parts of a page that shows samples and needs no other file and no network. */
export interface ViewerPage {
  title: string;
  /** CSS. */
  style: string;
  /** HTML of the visible part. */
  body: string;
  /** Whether there is only one thing to see, without a list. */
  single: boolean;
  /** The library inside, and its licence; absent if the page's own script does everything. */
  library?: { name: string; licence: string };
  /** Script elements that hold data and the library. */
  data: string;
  /** The page's own script, one module, which may use what {@link PAGE_SCRIPT} has. */
  script: string;
}

/** For a page's script: elements by their id, what the reader's system prefers, and what lies in the page compressed. */
export const PAGE_SCRIPT = String.raw`
const byId = (id) => document.getElementById(id);
const prefers = (what, then) => {
  const query = matchMedia('(' + what + ')');
  query.addEventListener('change', () => then(query.matches));
  then(query.matches);
};

async function unpack(name) {
  const bytes = Uint8Array.from(atob(byId(name).textContent), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}
`;

/** A page as one HTML file, whose policy forbids it to load anything. */
export function viewerPage({ title, style, body, single, library, data, script }: ViewerPage): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; img-src data:; media-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body${single ? ' class="single"' : ''}>
${body}
${library ? `<!-- This page contains ${library.name}, compressed:\n\n${library.licence.trim().replaceAll('--', '- -')}\n-->\n` : ''}${data}
<script type="module">${PAGE_SCRIPT}${script}</script>
</body>
</html>
`;
}

/** The page's style sheet: cards in rows, light or dark as the reader prefers. */
export const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --card: #f1f3f6; --text: #1b1f24; --quiet: #5a6472; --line: #d5dae1; --accent: #26549e; }
@media (prefers-color-scheme: dark) { :root { --page: #14171b; --card: #1e2329; --text: #eceff3; --quiet: #a0abb8; --line: #363e48; --accent: #7fb4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.25rem; background: var(--page); color: var(--text); font: 0.95rem/1.4 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.5rem; }
h1 { margin: 0; font-size: 1.4rem; }
h2 { margin: 1.6rem 0 0.6rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h2 span, #help { color: var(--quiet); font-weight: 400; }
#help { margin: 0; flex: 1 1 20rem; }
label { display: inline-flex; align-items: center; gap: 0.6rem; min-height: 2.5rem; }
input { accent-color: var(--accent); }
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0.8rem; margin: 0; padding: 0; list-style: none; }
button { display: block; width: 100%; padding: 0.5rem; border: 2px solid transparent; border-radius: 0.7rem; background: var(--card); color: inherit; font: inherit; text-align: start; cursor: pointer; }
button:hover { border-color: var(--line); }
button.playing { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.picture { position: relative; display: block; overflow: hidden; border-radius: 0.35rem; background: #ffffff; }
.picture img { display: block; width: 100%; image-rendering: auto; }
.picture i { position: absolute; inset: 0 auto 0 0; width: 2px; background: #ff5a36; visibility: hidden; }
.playing .picture i { visibility: visible; }
.name { display: block; margin-top: 0.35rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.facts { display: block; font-size: 0.8rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
`;

/** The page's style sheet: the view beside the list, or above it if the page is narrow; light or dark as the reader prefers. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --stage: #f1f3f6; --text: #1b1f24; --quiet: #5a6472; --line: #d5dae1; --raised: #ffffff; --accent: #26549e; --shadow: #a3acb8;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --stage: #1e2329; --text: #eceff3; --quiet: #a0abb8; --line: #363e48; --raised: #262c34; --accent: #7fb4ff; --shadow: #0d1014; }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template: 100dvh / minmax(0, 1fr) 19rem; background: var(--page); color: var(--text); font: 0.95rem/1.4 system-ui, sans-serif; }
body.single { grid-template-columns: minmax(0, 1fr); }
h1, h2, p, ul { margin: 0; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

main { position: relative; min-height: 0; background: var(--stage); overflow: hidden; }
#view { display: block; width: 100%; height: 100%; cursor: grab; }
#view:active { cursor: grabbing; }
#view:focus-visible { outline-offset: -4px; }
header { position: absolute; inset: 1.1rem 1.25rem auto; pointer-events: none; }
h1 { font-size: 0.95rem; font-weight: 500; color: var(--quiet); }
#name { font-size: 1.5rem; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
#facts { color: var(--quiet); font-variant-numeric: tabular-nums; }
#message { position: absolute; inset: 40% 2rem auto; text-align: center; }
#message:empty { display: none; }

footer { position: absolute; inset: auto 0 0; padding: 0 1.25rem 1rem; text-align: center; pointer-events: none; }
#tools { display: inline-flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0.35rem; padding: 0.4rem; pointer-events: auto;
  background: var(--raised); border: 1px solid var(--line); border-radius: 0.9rem; box-shadow: 0 2px 10px rgb(0 0 0 / 0.08); }
#tools button { min-width: 2.5rem; min-height: 2.5rem; padding: 0 0.8rem; border: 0; border-radius: 0.6rem; background: none; color: inherit; font: inherit; cursor: pointer; }
#tools button:hover { background: var(--stage); }
#tools .step { font-size: 1.4rem; line-height: 1; }
#tools #rotate { min-width: 4.2rem; }
#place { min-width: 3.6rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
#tools label { display: inline-flex; align-items: center; gap: 0.6rem; min-height: 2.5rem; padding: 0 0.8rem; white-space: nowrap; }
#size { width: 7rem; accent-color: var(--accent); }
#help { margin-top: 0.5rem; font-size: 0.8rem; color: var(--quiet); }

nav { overflow: auto; padding: 0 0.9rem 1rem; border-left: 1px solid var(--line); }
nav h2 { position: sticky; top: 0; z-index: 1; padding: 0.9rem 0.2rem 0.4rem; background: var(--page); font-size: 0.95rem; font-weight: 650; overflow-wrap: anywhere; }
nav section:not(:has(h2)) { padding-top: 0.9rem; }
nav h2 span { font-weight: 400; color: var(--quiet); }
nav ul { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem; list-style: none; }
nav button { width: 100%; height: 100%; padding: 0.3rem; border: 2px solid transparent; border-radius: 0.7rem; background: var(--stage); color: inherit; font: inherit; font-size: 0.8rem; cursor: pointer; }
nav button { scroll-margin: 3rem 0.75rem 0.75rem; }
nav button:hover { border-color: var(--line); }
nav button[aria-current] { border-color: var(--accent); }
nav button canvas { display: block; width: 100%; aspect-ratio: 1; }
nav button span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
body.single nav, body.single .step, body.single #place { display: none; }

@media (max-width: 760px) {
  body { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); height: 100dvh; }
  nav { display: flex; align-items: end; gap: 0.9rem; padding: 0 0.75rem 0.75rem; border: 0; border-top: 1px solid var(--line); }
  nav section { flex: none; }
  nav h2 { position: sticky; left: 0.2rem; width: max-content; max-width: 80vw; padding: 0.5rem 0.2rem 0.3rem; }
  nav ul { display: flex; }
  nav li { flex: none; width: 5.75rem; }
  nav button { padding: 0.2rem; }
  header { inset: 0.75rem 1rem auto; }
  #name { font-size: 1.2rem; }
  footer { padding: 0 0.5rem 0.6rem; }
  #tools { gap: 0.1rem; padding: 0.25rem; }
  #tools button, #tools label { padding: 0 0.5rem; }
  #tools label span { display: none; }
  #tools #rotate { min-width: 3.4rem; }
  #place { min-width: 3.2rem; }
  #size { width: 4.5rem; }
  #help { display: none; }
}
@media (max-height: 460px) { #help, h1 { display: none; } }
`;

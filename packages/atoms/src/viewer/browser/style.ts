/** The page's style sheet: the list beside the view, or under it where the page is narrow; light or dark as the reader's system prefers. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --stage: #f1f3f6; --text: #1b1f24; --quiet: #5a6472; --line: #d5dae1; --raised: #ffffff; --accent: #26549e;
  --prediction: #f47b2f; --truth: #4a7cc4;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #14171b; --stage: #1e2329; --text: #eceff3; --quiet: #a0abb8; --line: #363e48; --raised: #262c34; --accent: #7fb4ff; --truth: #7fa8e6; }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template: 100dvh / 17rem minmax(0, 1fr); background: var(--page); color: var(--text); font: 0.95rem/1.4 system-ui, sans-serif; }
body.single { grid-template-columns: minmax(0, 1fr); }
h1, h2, p, ul { margin: 0; padding: 0; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

main { position: relative; display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-height: 0; background: var(--stage); overflow: hidden; }
header { padding: 1.1rem 1.25rem 0; }
h1 { font-size: 0.95rem; font-weight: 500; color: var(--quiet); }
#name { font-size: 1.5rem; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere; }
#note { margin-left: 0.4rem; font-variant-numeric: tabular-nums; }
#facts { color: var(--quiet); font-variant-numeric: tabular-nums; }
#view { position: relative; min-height: 0; cursor: grab; overflow: hidden; }
#view:active { cursor: grabbing; }
#view canvas { display: block; touch-action: none; }
#view:focus-visible { outline-offset: -4px; }
#message { position: absolute; inset: 40% 2rem auto; text-align: center; }
#message:empty { display: none; }

footer { padding: 0 1.25rem 1rem; text-align: center; }
#tools { display: inline-flex; flex-wrap: wrap; justify-content: center; gap: 0.35rem 0; padding: 0.4rem; background: var(--raised);
  border: 1px solid var(--line); border-radius: 0.9rem; box-shadow: 0 2px 10px rgb(0 0 0 / 0.08); }
#tools div { display: flex; align-items: center; padding: 0 0.35rem; }
#tools div + div { border-left: 1px solid var(--line); }
#tools button { min-width: 2.5rem; min-height: 2.5rem; padding: 0 0.8rem; border: 0; border-radius: 0.6rem; background: none; color: inherit; font: inherit; cursor: pointer; }
#tools button:hover, #tools label:hover { background: var(--stage); }
#tools .step button { font-size: 1.4rem; line-height: 1; }
#tools #rotate { min-width: 4.2rem; }
#place { min-width: 3.6rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
#tools label { display: inline-flex; align-items: center; gap: 0.45rem; min-height: 2.5rem; padding: 0 0.7rem; border-radius: 0.6rem; white-space: nowrap; cursor: pointer; }
#tools label:has(:disabled) { opacity: 0.45; cursor: default; }
#tools input { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); }
#tools i { width: 1.5rem; height: 0.65rem; border-radius: 1rem; }
#tools .prediction { background: var(--prediction); }
#tools .truth { background: var(--truth); opacity: 0.7; }
#help { margin-top: 0.5rem; font-size: 0.8rem; color: var(--quiet); }

nav { overflow: auto; padding: 0 0.9rem 1rem; border-right: 1px solid var(--line); }
nav h2 { position: sticky; top: 0; z-index: 1; padding: 0.9rem 0.6rem 0.4rem; background: var(--page); font-size: 0.95rem; font-weight: 650; overflow-wrap: anywhere; }
nav h2 span { font-weight: 400; color: var(--quiet); }
nav section:not(:has(h2)) { padding-top: 0.9rem; }
nav ul { display: grid; gap: 0.2rem; list-style: none; }
nav button { width: 100%; padding: 0.45rem 0.6rem; border: 2px solid transparent; border-radius: 0.7rem; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; scroll-margin: 3rem 0.75rem 0.75rem; }
nav button:hover { background: var(--stage); }
nav button[aria-current] { border-color: var(--accent); background: var(--stage); }
nav button span { display: block; font-weight: 550; overflow-wrap: anywhere; }
nav button small { display: block; font-size: 0.8rem; color: var(--quiet); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
body.single nav, body.single .step { display: none !important; }

@media (max-width: 760px) {
  body { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); height: 100dvh; }
  main { order: -1; }
  nav { display: flex; align-items: end; gap: 0.9rem; padding: 0 0.75rem 0.75rem; border: 0; border-top: 1px solid var(--line); }
  nav section { flex: none; }
  nav h2 { position: sticky; left: 0.2rem; width: max-content; max-width: 80vw; padding: 0.5rem 0.2rem 0.3rem; }
  nav ul { display: flex; }
  nav li { flex: none; max-width: 11rem; display: flex; }
  nav button { border-color: var(--line); }
  nav button span, nav button small { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  header { padding: 0.75rem 1rem 0; }
  #name { font-size: 1.2rem; }
  footer { padding: 0 0.5rem 0.6rem; }
  #tools { padding: 0.2rem; }
  #tools div, #tools div + div { padding: 0 0.1rem; border: 0; }
  #tools button, #tools label { padding: 0 0.5rem; }
  #help { display: none; }
}
@media (max-height: 460px) { #help, h1 { display: none; } }
`;

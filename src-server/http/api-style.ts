export const API_STYLE_PATH = '/api/docs.css';

/** Of the page about the interface and of reports that are printed: a file of its own, since the policy forbids it inside. */
export const apiStyle = `:root { color-scheme: light dark; --ink: #1d2430; --quiet: #4d5866; --back: #ffffff; --card: #f5f7f9; --line: #d3d9e0; --accent: #0b5cad; --solved: #2c7a4b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --quiet: #b0bac6; --back: #12161c; --card: #1b2129; --line: #38424e; --accent: #8cc4ff; --solved: #7bd0a0; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--back); font: 16px/1.55 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
nav { padding: 1rem 1.5rem; border-bottom: 1px solid var(--line); }
nav h2 { margin: 1rem 0 0; font-size: 0.9rem; color: var(--quiet); }
nav ul { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; }
main { max-width: 60rem; padding: 1rem 1.5rem 4rem; }
article { margin: 1.2rem 0; padding: 0.4rem 1.2rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
article:target, tr:target, dt:target { outline: 3px solid var(--accent); }
h3 { font-size: 1.05rem; overflow-wrap: anywhere; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
.method { display: inline-block; min-width: 4.2rem; font-weight: 700; color: var(--accent); }
.needs, .refusals { color: var(--quiet); }
pre { overflow: auto; max-height: 30rem; padding: 0.8rem; border: 1px solid var(--line); border-radius: 6px; background: var(--back); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { padding: 0.35rem 0.7rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; }
svg { width: 100%; height: auto; border-bottom: 1px solid var(--line); }
rect.made { fill: var(--accent); } span.made { color: var(--accent); }
rect.solved { fill: var(--solved); } span.solved { color: var(--solved); }
dt { margin-top: 0.7rem; font-weight: 700; }
dd { margin: 0; }
@media (min-width: 70rem) {
  body:has(> nav) { display: grid; grid-template-columns: 16rem 1fr; }
  nav { position: sticky; top: 0; height: 100vh; overflow: auto; border-bottom: 0; border-right: 1px solid var(--line); }
  nav ul { display: block; }
}
@media print { :root { --ink: #000; --quiet: #333; --back: #fff; --card: #fff; --line: #999; } nav { display: none; } section { break-inside: avoid; } }
`;

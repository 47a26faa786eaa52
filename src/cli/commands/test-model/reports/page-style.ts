/** Readable from 320 pixels on, in light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --dim: #57606a; --line: #d0d7de; --good: #1a7f37; --bad: #cf222e; --link: #0969da; --bar: #f6821f; --part: #9a4b00; --page: #fff; --box: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --dim: #9198a1; --line: #3d444d; --good: #3fb950; --bad: #f85149; --link: #4493f8; --part: #ffd29a; --page: #0d1117; --box: #151b23; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-top: 2rem; } h3 { font-size: 1rem; }
a { color: var(--link); } p, small, dd { color: var(--dim); } p b { color: var(--ink); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th.n, td.n { text-align: right; } .n { white-space: nowrap; font-variant-numeric: tabular-nums; }
.good { color: var(--good); } .bad { color: var(--bad); }
code { background: var(--box); padding: .1rem .3rem; border-radius: .2rem; color: var(--ink); }
pre { background: var(--box); border: 1px solid var(--line); padding: .6rem; white-space: pre-wrap; }
.bars { list-style: none; padding: 0; } .bars li { display: grid; grid-template-columns: 18rem 1fr 5rem; gap: .6rem; align-items: center; padding: .1rem 0; }
svg { display: block; } svg .bar { fill: var(--bar); } svg .part { fill: var(--part); }
i { display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; } i.bar { background: var(--bar); } i.part { background: var(--part); }
@media (max-width: 45rem) {
  body { margin: 1rem auto; }
  .bars li { grid-template-columns: 1fr auto; gap: 0 .6rem; padding: .3rem 0; } .bars svg { grid-column: 1 / -1; grid-row: 2; }
  thead { display: none; } table, tbody, tr, td { display: block; } tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } td { border: 0; padding: .1rem 0; }
  .model { font-weight: 600; } td.n { text-align: left; } td.n::before { content: attr(data-title) ": "; color: var(--dim); } td.none { display: none; }
}
`;

/**
 * The look of the page: one style sheet, no font and no picture from elsewhere. Light or dark as the reader's system is, always
 * light on paper; colours are never the only sign, and each has a contrast of 4.5 and more to its ground (WCAG 2.2 §1.4.3).
 */

const LIGHT = `
  --ground: #ffffff; --raised: #f5f6f8; --text: #1b1f24; --quiet: #57606a; --line: #d4d9df;
  --client: #8a2a86; --server: #0b6177; --good: #1a6b33; --wait: #8a5a00; --bad: #b3261e; --bar: #4a7fb5;`;

const DARK = `
  --ground: #14171b; --raised: #1e2329; --text: #e4e8ed; --quiet: #9ba5b1; --line: #39414b;
  --client: #e39be0; --server: #6fc7dd; --good: #7fd399; --wait: #e6b450; --bad: #ff9389; --bar: #6ea3d8;`;

/** The whole sheet. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;${LIGHT}
}
@media (prefers-color-scheme: dark) { :root {${DARK} } }
@media print { :root { color-scheme: light;${LIGHT} } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 0; display: inline; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; }
code, .wire, svg text.mono { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.quiet, footer { color: var(--quiet); }
p.good, span.good { color: var(--good); } p.bad, span.bad { color: var(--bad); }
nav ul { list-style: none; padding: 0; columns: 18rem; }
nav a { color: inherit; overflow-wrap: anywhere; }
details { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
ol.failures { background: var(--raised); border-left: .25rem solid var(--bad); margin: .5rem 0; padding: .6rem 1rem .6rem 2.2rem; }
ol.failures li { overflow-wrap: anywhere; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: left; font-weight: 600; color: var(--quiet); border-bottom: 1px solid var(--line); padding: .2rem .5rem; }
td { vertical-align: top; padding: .15rem .5rem; }
tr.new td { padding-top: .45rem; }
col.line { width: 56%; } col.time { width: 5.5rem; }
td.wire { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .875rem; }
td.note { color: var(--quiet); font-size: .9rem; }
td.time, th.time { text-align: right; color: var(--quiet); font-size: .8rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.mark { font-weight: 700; } .client .mark { color: var(--client); } .server .mark { color: var(--server); }
.server.wait .code { color: var(--wait); font-weight: 700; } .server.bad .code { color: var(--bad); font-weight: 700; }
tr.aside td { color: var(--quiet); padding: .45rem .5rem; }
tr.aside.private td { color: var(--good); border-block: 1px solid var(--good); text-align: center; }
tr.aside.wait td { color: var(--wait); } tr.aside.bad td { color: var(--bad); }
figure { margin: 0; overflow-x: auto; }
svg { display: block; max-width: 100%; height: auto; min-width: 34rem; }
svg text { fill: var(--text); font-size: 12px; font-family: system-ui, sans-serif; }
svg text.quiet { fill: var(--quiet); }
svg .life { stroke: var(--line); stroke-width: 1; }
svg .client { stroke: var(--client); } svg .server { stroke: var(--server); }
svg .wait { stroke: var(--wait); } svg .bad { stroke: var(--bad); }
svg path { fill: none; stroke-width: 1.5; }
svg .head { fill: var(--raised); stroke: var(--line); }
svg .tunnel { fill: var(--good); opacity: .1; }
svg text.good { fill: var(--good); }
svg .bar { fill: var(--bar); } svg .rule { stroke: var(--line); }
footer { margin-top: 2rem; font-size: .875rem; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; width: auto !important; } thead, td.time { display: none; }
  td.note { padding-left: 2rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  details { border: 0; padding: 0; } details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; } nav { display: none; } h3 { break-after: avoid; } tr, svg { break-inside: avoid; }
}
`;

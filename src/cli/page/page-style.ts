/** The style of the page: light and dark as the browser wants it, one column, nothing that moves. */

export const PAGE_STYLE = `:root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 20%, Canvas); --soft: color-mix(in srgb, CanvasText 65%, Canvas); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 75rem; padding: 0 1rem 3rem; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
h1 { font-size: 1.4rem; margin: 1rem 0 0; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; } h3 { font-size: 1rem; margin: .75rem 0 .25rem; }
a { color: LinkText; } :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: .5rem 0; padding: 0; }
#state { color: var(--soft); margin: .25rem 0; }
#live { border: 1px solid var(--line); border-radius: .4rem; height: 60vh; overflow: auto; padding: .5rem .75rem; }
#live p { font: .9rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; min-height: 1.3em; }
#live p.new { border-top: 1px solid var(--line); margin-top: .5rem; padding-top: .5rem; }
details { border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .75rem; margin: .4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid var(--line); padding-left: .75rem; margin: .5rem 0; font: .9rem/1.45 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .5rem 0; } th, td { text-align: left; padding: .2rem .75rem .2rem 0; border-bottom: 1px solid var(--line); } td.number { text-align: right; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; } meter { width: 12rem; }
`;

/** The look of the HTML report: legible in light and dark, on paper, and at any width. Colours have a contrast of 4.5:1 or more. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #555; --line: #ccc; --box: #f4f4f4; --bad: #a80f1c; --warn: #7a4f00; --good: #0b6623; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #161616; --soft: #b0b0b0; --line: #444; --box: #222; --bad: #ff8f8f; --warn: #f0c060; --good: #7fd48f; } }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h3 { display: inline; font-size: 1.05rem; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 0; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts dt { color: var(--soft); } .counts dd { margin: 0; font-size: 1.6rem; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: var(--soft); }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; } .n { text-align: right; }
details { margin: .6rem 0; } summary { cursor: pointer; } main > details { border-top: 1px solid var(--line); padding-top: .6rem; }
.findings { padding-left: 1.5rem; } .findings p { margin: .3rem 0; }
pre { background: var(--box); padding: .6rem; overflow-x: auto; }
.note { color: var(--soft); overflow-wrap: anywhere; }
.error, .bad { color: var(--bad); } .warning { color: var(--warn); } .good { color: var(--good); } .info { color: var(--soft); }
`;

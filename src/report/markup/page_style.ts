import { asMarkup, type Markup } from "../../plots/element.ts";

/** The style of a report: one column, two themes, and paper. */
export const pageStyle: Markup = asMarkup(`
:root {
  color-scheme: light dark;
  --page: #fdfdfb; --ink: #1d2126; --soft: #5d6670; --line: #dcdfe0; --accent: #2f6fae;
  --series-0: #2f7fcc; --series-1: #e08a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15181c; --ink: #e6e8ea; --soft: #9aa4ae; --line: #32383f; --accent: #6fb1f0;
    --series-0: #5aa9f2; --series-1: #ffb53d; --series-2: #e8553f; --series-4: #a86fd0;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 4.5rem 1.5rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
}
main, footer { max-width: 62rem; margin: 0 auto; }
header { margin-bottom: 3.5rem; }
h1, h2, .summary { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; }
h1 { font-size: clamp(2rem, 5vw, 2.9rem); line-height: 1.15; font-weight: 600; margin: 0 0 1rem; }
h2 { font-size: 1.45rem; font-weight: 600; margin: 0 0 1.1rem; }
h3 { font-size: 1rem; font-weight: 600; line-height: 1.35; margin: 0 0 .75rem; }
.summary { font-size: 1.25rem; line-height: 1.5; max-width: 44rem; margin: 0; color: var(--soft); }
section { margin: 0 0 3.5rem; padding-top: 1.75rem; border-top: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption, figcaption {
  caption-side: bottom; text-align: left; color: var(--soft); font-size: .875rem; padding-top: .75rem;
}
th, td { text-align: left; padding: .5rem 1.25rem .5rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
tbody th { font-weight: 400; }
thead th { color: var(--soft); font-size: .875rem; font-weight: 500; vertical-align: bottom; white-space: nowrap; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 0; }
.number { text-align: right; }
.methods tbody tr:first-child > * { font-weight: 650; }
.methods td:nth-child(4) { width: 24%; }
.bar { height: .6rem; min-width: 2px; background: var(--soft); opacity: .55; }
.methods tbody tr:first-child .bar { background: var(--accent); opacity: 1; }
.classes td:nth-child(4) { width: 50%; }
code { font: .9em ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
.wide { overflow-x: auto; }
.wide caption { position: sticky; left: 0; max-width: min(62rem, 100vw - 3rem); }
.images { margin-bottom: 2.5rem; table-layout: fixed; min-width: 48rem; }
.images th { width: 6.5rem; color: var(--soft); font-size: .875rem; padding-right: .75rem; }
.images th, .images td { border: 0; vertical-align: top; }
.images td { padding: 0 .375rem .5rem 0; text-align: center; }
.images th { padding-top: .75rem; }
.images img { display: block; width: 100%; height: auto; }
.images small { display: block; color: var(--soft); font-size: .75rem; min-height: 1.2em; }
img { image-rendering: pixelated; }
figure { margin: 0; }
figure + figure, .wide + .charts, .charts + h3, .charts + figure, .pictures + h3, figure + .wide { margin-top: 2.5rem; }
.sheet { display: block; width: 100%; height: auto; }
.tiles { display: block; max-width: 100%; height: auto; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 1.25rem 1rem; }
.pictures > div { min-width: 0; break-inside: avoid; }
.pictures img { display: block; max-width: 100%; height: auto; }
.pictures small { display: block; color: var(--soft); font-size: .8125rem; line-height: 1.35; margin-top: .375rem; overflow-wrap: anywhere; }
.strips { display: flex; flex-wrap: wrap; gap: 2px; }
.strips .tiles { margin: 0 10px 6px 0; }
.latents { width: auto; margin-top: 2.5rem; }
.latents th, .latents td { padding: .625rem .375rem .5rem 0; vertical-align: top; }
.latents th:first-child { padding-right: 1.25rem; white-space: nowrap; }
.latents th + td:not(:last-child) { padding-right: 1.25rem; }
.latents img { display: block; }
.latents small { display: block; color: var(--soft); font-size: .75rem; }
.latents td small { text-align: center; }
.cards { display: grid; gap: 2rem 2.5rem; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }
.large { grid-template-columns: repeat(auto-fill, minmax(min(27rem, 100%), 1fr)); }
.card { min-width: 0; break-inside: avoid; }
h4 { font-size: 1rem; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h5 { font-size: .875rem; font-weight: 500; color: var(--soft); margin: .5rem 0 .25rem; }
.card p, .card small { color: var(--soft); font-size: .875rem; margin: 0 0 .25rem; }
.card small { display: block; font-size: .8125rem; }
.card ul { margin: .5rem 0 0; padding: 0; list-style: none; font-size: .875rem; }
.card table { font-size: .875rem; }
.row th, .row td { padding: .25rem .75rem .25rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
.row tbody th { max-width: 12rem; overflow-wrap: break-word; }
.row .number, .rows .number { white-space: nowrap; }
.rows th, .rows td { padding-right: .75rem; font-size: .875rem; }
.row td:nth-child(4) { width: 18%; padding-right: .5rem; }
.row .largest > * { font-weight: 650; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem; }
.bars { margin: 0; padding: 0; list-style: none; font-size: .875rem; font-variant-numeric: tabular-nums; }
.bars li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) 4.2em; gap: .6rem; align-items: center; }
.bars li > :first-child { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars li > :last-child { color: var(--soft); text-align: right; }
.pair .bars li { grid-template-columns: minmax(0, 1fr) 2.4rem 3.2em; }
.bars em { color: var(--soft); margin-left: .4em; }
.marked { font-weight: 600; }
.track { display: block; position: relative; height: .6rem; }
.track > span { position: absolute; top: 0; bottom: 0; min-width: 1px; background: var(--accent); }
.track > .below, .largest .track > .above { background: var(--series-1); }
.signed::after { content: ""; position: absolute; left: 50%; top: -3px; bottom: -3px; border-left: 1px solid var(--soft); }
.maps { display: grid; grid-template-columns: auto 1fr; gap: 2rem; align-items: start; }
.maps > :first-child { position: sticky; top: 1.5rem; }
.maps h3 { display: flex; flex-wrap: wrap; gap: 0 1rem; font-weight: 400; margin-bottom: .5rem; }
.maps span, .maps small { color: var(--soft); font-size: .875rem; }
.layer + .layer { margin-top: 1.5rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 2rem; }
.charts figure { max-width: 36rem; margin: 0; }
svg { display: block; width: 100%; height: auto; }
.plot { position: relative; touch-action: pan-y; cursor: crosshair; }
.plot .line, .plot .band, .plot .values { position: absolute; pointer-events: none; }
.plot .line { border-left: 1px solid var(--soft); }
.plot .band { background: var(--accent); opacity: .2; }
.plot .values { background: var(--page); border: 1px solid var(--line); padding: .25rem .6rem; font-size: .8125rem; line-height: 1.45; z-index: 1; max-width: 60%; font-variant-numeric: tabular-nums; }
.values > * + * { display: grid; grid-template-columns: .6rem minmax(0, 1fr) auto; gap: .5rem; align-items: center; overflow-wrap: anywhere; }
.values i { height: .6rem; }
.tools { display: flex; gap: 1.25rem; align-items: center; min-height: 2rem; color: var(--soft); font-size: .875rem; }
.tools label { display: flex; gap: .4rem; align-items: center; }
.tools button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); padding: 0 .6rem; }
.curves [hidden] { display: none; }
dl { margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 0 2rem; }
dl div { display: flex; gap: 1rem; justify-content: space-between; padding: .45rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
footer { color: var(--soft); font-size: .875rem; }
@media (max-width: 65rem) {
  .tiles { image-rendering: auto; }
}
@media (max-width: 40rem) {
  .maps { display: block; }
  .maps > :first-child { position: static; margin-bottom: 1.5rem; }
}
@media print {
  .tools, .plot .line, .plot .values { display: none; }
  :root { color-scheme: light; --page: #fff; --ink: #000; --soft: #555; --line: #ccc; }
  body { padding: 0; font-size: 10pt; }
  section { break-inside: avoid; margin-bottom: 1.5rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`);

#include "server/market/market_page.h"

namespace schakel {

const std::string_view kMarketStyle = R"css(
:root { --t1:#2166ac; --t2:#92c5de; --t3:#e8e4da; --t4:#f4a582; --t5:#b2182b; --t0:#fff; }
* { box-sizing: border-box; }
body { font: 16px/1.45 "Fira Sans", "Segoe UI", Roboto, Helvetica, Arial, sans-serif; margin: 0 auto; padding: 1rem 1.5rem;
  max-width: 84rem; color: #1b1b1b; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
p { margin: 0 0 .75rem; max-width: 60rem; }
label { font-weight: 600; margin-right: .5rem; }
select { font: inherit; padding: .3rem; max-width: 100%; }
main { display: grid; grid-template-columns: minmax(18rem, 26rem) minmax(0, 1fr); gap: 2rem; align-items: start; margin-top: 1rem; }
svg { width: 100%; height: auto; display: block; }
svg text { font-size: 8px; font-weight: 600; text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 2px;
  fill: #1b1b1b; pointer-events: none; }
svg circle { stroke: #555; stroke-width: .35px; cursor: pointer; }
svg .chosen circle { stroke: #000; stroke-width: 1.2px; }
.t1 { fill: var(--t1); background: var(--t1); } .t2 { fill: var(--t2); background: var(--t2); }
.t3 { fill: var(--t3); background: var(--t3); } .t4 { fill: var(--t4); background: var(--t4); }
.t5 { fill: var(--t5); background: var(--t5); } .t0 { fill: var(--t0); background: var(--t0); }
.legend { list-style: none; padding: 0; margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .9rem; }
.swatch { display: inline-block; width: .85em; height: .85em; border: 1px solid #555; border-radius: 50%; margin-right: .4em;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d0d0d0; vertical-align: top; }
th { border-bottom: 2px solid #1b1b1b; background: #fff; position: sticky; top: 0; hyphens: none; }
th button { font: inherit; font-weight: 600; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; color: inherit; }
th[aria-sort=ascending] button::after { content: " \25B2"; } th[aria-sort=descending] button::after { content: " \25BC"; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody tr { display: none; } tbody tr.on { display: table-row; } tbody tr.total td { font-weight: 600; border-top: 2px solid #1b1b1b; }
td.k { white-space: nowrap; } .printed { display: none; }
.by-region .g, .by-group .r, .all .m { display: none; } .by-group .g { width: 42%; }
footer { margin-top: 1.5rem; font-size: .85rem; color: #444; }
@media screen and (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } svg { max-width: 30rem; margin: 0 auto; } }
@media screen and (max-width: 40rem) {
  body { padding: .75rem; } label { display: block; } select { width: 100%; }
  h1 { font-size: 1.3rem; } table { font-size: .8rem; } th, td { padding: .3rem .25rem; } th { hyphens: manual; }
  th.n, td.k { white-space: normal; }
  .table { overflow-x: auto; } main:not(.all) table { min-width: 34rem; }
  .by-group .g { width: 34%; } td.r, td.g, th.r, th.g { position: sticky; left: 0; background: #fff; }
}
@media print {
  @page { size: A4; margin: 1.4cm 1.2cm; }
  body { font-size: 9.5pt; max-width: none; padding: 0; } h1 { font-size: 15pt; } h2 { font-size: 12pt; }
  form { display: none; } p { max-width: none; } footer, .legend { font-size: 8pt; }
  main { display: block; } main::after { content: ""; display: block; clear: both; }
  .map { float: left; width: 7cm; } svg text { font-size: 9px; }
  .by-region .table { margin-left: 7.3cm; }
  .by-region:not(.all) .map { width: 5.6cm; } .by-region:not(.all) .table { margin-left: 5.9cm; }
  .by-group .map { float: none; width: 9cm; margin: 0 auto; break-inside: avoid; } .by-group svg text { font-size: 8px; }
  table { font-size: 8pt; line-height: 1.3; } th, td { padding: .11rem .25rem; } thead { display: table-header-group; }
  th { position: static; } th.n { white-space: normal; } th button { display: none; } th .printed { display: inline; }
  tr { break-inside: avoid; } h2 { break-after: avoid; }
  svg circle { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

const std::string_view kMarketScript = R"js(
(() => {
  const select = document.getElementById('view'), table = document.querySelector('table');
  const body = table.tBodies[0], rows = [...body.rows], title = document.getElementById('title');
  const main = document.querySelector('main'), svg = document.querySelector('svg'), language = document.documentElement.lang;
  let order = () => 0;
  const total = row => row.classList.contains('total') ? 1 : 0;
  const arrange = () => { rows.sort((a, b) => total(a) - total(b) || order(a, b)); body.append(...rows); };
  const of = (group, region) => rows.find(r => r.dataset.g === group && r.dataset.r === region);
  const show = () => {
    const [what, code] = select.value.split(':');
    for (const row of rows) {
      row.classList.toggle('on', what === 'g' ? row.dataset.g === code : row.dataset.r === code);
      row.classList.toggle('total', (what === 'g' ? row.dataset.r : row.dataset.g) === '');
    }
    arrange();
    main.className = (what === 'g' ? 'by-region' : 'by-group') + (select.value === 'g:' ? ' all' : '');
    title.textContent = select.selectedOptions[0].textContent;
    for (const region of svg.querySelectorAll('[data-r]')) {
      const row = of(what === 'g' ? code : '', region.dataset.r);
      region.setAttribute('class', 't' + (row ? row.dataset.t : 0) + (what === 'r' && region.dataset.r === code ? ' chosen' : ''));
      region.querySelector('title').textContent = row ? region.dataset.name + ': ' + row.dataset.s : region.dataset.name + ': ' + svg.dataset.none;
    }
  };
  select.addEventListener('change', show);
  svg.addEventListener('click', event => {
    const region = event.target.closest('[data-r]');
    if (region) { select.value = 'r:' + region.dataset.r; show(); }
  });
  table.tHead.addEventListener('click', event => {
    const head = event.target.closest('th');
    if (!head) return;
    const down = head.getAttribute('aria-sort') === 'ascending' || (!head.hasAttribute('aria-sort') && head.classList.contains('n'));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const value = row => row.cells[head.cellIndex].dataset.v ?? row.cells[head.cellIndex].textContent;
    const up = (a, b) => head.dataset.kind === 'number' ? value(a) - value(b) : value(a).localeCompare(value(b), language);
    order = down ? (a, b) => up(b, a) : up;
    arrange();
  });
  show();
})();
)js";

}  // namespace schakel

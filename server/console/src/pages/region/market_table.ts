// The rows of the market as a table that sorts.
import type { MarketRow } from '../../api/advice';
import { h, type Child } from '../../dom';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { state, type MarketColumn } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

interface Column {
  name: MarketColumn;
  head: string;
  cell: (row: MarketRow) => Child;
  order: (row: MarketRow) => number | string;
  isNumber?: boolean;
}

function columnsOf(byGroup: boolean, choose: (row: MarketRow) => void): Column[] {
  const said = t();
  const nameOf = (row: MarketRow): string => (byGroup ? row.groupName : row.regionName) ?? '';
  const tension = (row: MarketRow): Child => [h('span', { class: `swatch tension-${row.cell?.tension ?? 0}`, 'aria-hidden': 'true' }), said.tensions[row.cell?.tension ?? 0]];
  const name = (row: MarketRow): Child => h('button', { type: 'button', class: 'cell-button', 'data-focus': `row ${row.group ?? ''} ${row.region ?? ''}`, onclick: () => choose(row) }, byGroup && row.group ? `${row.group} ${nameOf(row)}` : nameOf(row));
  const columns: Column[] = [
    { name: 'name', head: byGroup ? said.columnGroup : said.columnRegion, cell: name, order: (row) => (byGroup ? (row.group ?? '') : nameOf(row)) },
    { name: 'vacancies', head: said.columnVacancies, cell: (row) => number(row.cell?.vacancies), order: (row) => row.cell?.vacancies ?? 0, isNumber: true },
    { name: 'seekers', head: said.columnSeekers, cell: (row) => number(row.cell?.seekers), order: (row) => row.cell?.seekers ?? 0, isNumber: true },
    { name: 'matchable', head: said.columnMatchable, cell: (row) => number(row.matchable), order: (row) => row.matchable ?? 0, isNumber: true },
    { name: 'tension', head: said.columnTension, cell: tension, order: (row) => row.cell?.tension ?? 0 },
    { name: 'missing', head: said.columnMissing, cell: (row) => row.missing?.name ?? '', order: (row) => row.missing?.name ?? '' },
  ];
  return columns;
}

// The total stays below, whatever the order.
function sorted(rows: MarketRow[], byGroup: boolean, columns: Column[]): MarketRow[] {
  const column = columns.find((one) => one.name === state.column);
  const isTotal = (row: MarketRow): boolean => (byGroup ? !row.group : !row.region);
  const compare = (a: MarketRow, b: MarketRow): number => {
    if (isTotal(a) !== isTotal(b)) return isTotal(a) ? 1 : -1;
    if (!column) return 0;
    const [x, y] = [column.order(a), column.order(b)];
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), language());
    return state.descending ? -order : order;
  };
  return [...rows].sort(compare);
}

export function marketTable(rows: MarketRow[], byGroup: boolean, title: string, choose: (row: MarketRow) => void, changed: () => void): HTMLElement {
  const said = t();
  const someMissing = rows.some((row) => row.missing?.name);
  const columns = columnsOf(byGroup, choose).filter((column) => column.name !== 'missing' || someMissing);
  const sort = (column: Column): void => {
    state.descending = state.column === column.name ? !state.descending : column.isNumber === true || column.name === 'tension';
    state.column = column.name;
    changed();
  };
  const heads = columns.map((column) => {
    const now = state.column === column.name ? (state.descending ? 'descending' : 'ascending') : 'none';
    const mark = { ascending: ' ▲', descending: ' ▼', none: '' }[now];
    return h('th', { scope: 'col', 'aria-sort': now, class: `utrecht-table__header-cell ${column.isNumber ? 'number' : ''}` }, h('button', { type: 'button', class: 'cell-button', 'data-focus': `sort ${column.name}`, onclick: () => sort(column) }, column.head, h('span', { 'aria-hidden': 'true' }, mark)));
  });
  const body = sorted(rows, byGroup, columns).map((row) => {
    const isTotal = byGroup ? !row.group : !row.region;
    return h(
      'tr',
      { class: `utrecht-table__row${isTotal ? ' total-row' : ''}` },
      columns.map((column, at) => h(at === 0 ? 'th' : 'td', { ...(at === 0 ? { scope: 'row' } : {}), class: `utrecht-table__cell ${at === 0 ? 'row-head' : ''} ${column.isNumber ? 'number' : ''}` }, column.cell(row))),
    );
  });
  if (!rows.length) return h('p', { class: 'empty' }, said.marketNone);
  return h(
    'div',
    { class: 'table-scroll', role: 'group', 'aria-label': title, tabindex: 0 },
    h('table', { class: 'utrecht-table utrecht-table--alternate-row-color' }, h('caption', { class: 'utrecht-table__caption visually-hidden' }, title), h('thead', { class: 'utrecht-table__header' }, h('tr', { class: 'utrecht-table__row' }, heads)), h('tbody', { class: 'utrecht-table__body' }, body)),
  );
}

// Headings, tables, notes: what pages are made of.
import { h, type Attributes, type Child } from '../dom';

export function heading(level: 1 | 2 | 3, text: Child, attributes: Attributes = {}): HTMLHeadingElement {
  return h(`h${level}`, { ...attributes, class: `nl-heading nl-heading--level-${level + (level === 1 ? 0 : 1)}` }, text);
}

export function paragraph(text: Child, extra = ''): HTMLParagraphElement {
  return h('p', { class: `nl-paragraph ${extra}` }, text);
}

export function alertBox(kind: 'info' | 'ok' | 'warning' | 'error', ...children: Child[]): HTMLDivElement {
  return h(
    'div',
    { class: `utrecht-alert utrecht-alert--${kind}`, role: kind === 'error' ? 'alert' : 'status' },
    h('div', { class: 'utrecht-alert__content' }, h('div', { class: 'utrecht-alert__message' }, children)),
  );
}

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Child;
  number?: boolean;
  rowHead?: boolean;
}

// A table that scrolls by itself where it is too wide; so it can be reached by keyboard.
export function table<Row>(caption: string, columns: Column<Row>[], rows: Row[], options: { showCaption?: boolean } = {}): HTMLDivElement {
  const style = (column: Column<Row>): string => (column.number ? 'utrecht-table__cell--numeric-column number' : '');
  return h(
    'div',
    { class: 'table-scroll', role: 'group', 'aria-label': caption, tabindex: 0 },
    h(
      'table',
      { class: 'utrecht-table utrecht-table--alternate-row-color' },
      h('caption', { class: `utrecht-table__caption${options.showCaption ? '' : ' visually-hidden'}` }, caption),
      h(
        'thead',
        { class: 'utrecht-table__header' },
        h('tr', { class: 'utrecht-table__row' }, columns.map((one) => (one.head ? h('th', { scope: 'col', class: `utrecht-table__header-cell ${style(one)}` }, one.head) : h('td', { class: 'utrecht-table__header-cell' })))),
      ),
      h(
        'tbody',
        { class: 'utrecht-table__body' },
        rows.map((row) =>
          h(
            'tr',
            { class: 'utrecht-table__row' },
            columns.map((one) =>
              one.rowHead
                ? h('th', { scope: 'row', class: `utrecht-table__cell row-head ${style(one)}` }, one.cell(row))
                : h('td', { class: `utrecht-table__cell ${style(one)}` }, one.cell(row)),
            ),
          ),
        ),
      ),
    ),
  );
}

export function facts(rows: [string, Child][]): HTMLDListElement {
  return h('dl', { class: 'facts' }, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

export function badge(text: Child, kind = ''): HTMLSpanElement {
  return h('span', { class: `nl-data-badge badge ${kind && `badge--${kind}`}` }, text);
}

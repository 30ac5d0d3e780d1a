// One pair, item by item: where the points come from, and what is not known.
import { post } from '../api/client';
import type { CriterionExplained, Explained, ItemExplained } from '../api/answers';
import { h, replace } from '../dom';
import { formatNumber, formatPercent } from '../pure/format';
import { kCategories } from '../pure/weights';
import { language, t } from '../texts/language';
import { openDialog } from './dialog';
import { badge, heading, paragraph, table } from './layout';
import { pointsBar } from './points_bar';
import { problemView } from './problem_view';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

const presenceText = (item: ItemExplained): string => ({ FOUND: t().found, NOT_KNOWN: t().notKnown, MISSING: t().missing })[item.presence ?? 'MISSING'];

function itemTable(explained: Explained): HTMLElement {
  const said = t();
  return table<ItemExplained>(
    said.item,
    [
      { head: said.item, rowHead: true, cell: (one) => [one.item?.name ?? '', one.item?.demand && one.condition ? badge(said.conditions[one.condition], one.condition === 'MUST' ? 'must' : '') : null] },
      { head: said.fact, cell: (one) => [h('span', { class: `presence presence--${(one.presence ?? 'MISSING').toLowerCase()}` }, presenceText(one)), one.fact ? h('span', { class: 'note' }, one.fact) : null] },
      { head: said.points, number: true, cell: (one) => (one.points ? `+${number(one.points)}` : '0') },
    ],
    explained.items ?? [],
  );
}

function criteria(explained: Explained): HTMLElement {
  const said = t();
  return table<CriterionExplained>(
    said.criteria,
    [
      { head: said.criteria, rowHead: true, cell: (one) => one.name ?? one.criterion ?? '' },
      { head: said.verdicts['MEETS'] ?? '', cell: (one) => [h('span', { class: `verdict verdict--${(one.verdict ?? 'UNKNOWN').toLowerCase()}` }, said.verdicts[one.verdict ?? 'UNKNOWN']), one.because ? h('span', { class: 'note' }, one.because) : null] },
    ],
    explained.criteria ?? [],
  );
}

function categories(explained: Explained): HTMLElement {
  const said = t();
  return table(
    said.total,
    [
      { head: said.categories.demand === '' ? '' : said.weights, rowHead: true, cell: (name) => [h('span', { class: `swatch bar-part--${name}`, 'aria-hidden': 'true' }), said.categories[name], h('span', { class: 'note' }, said.categoryHints[name])] },
      { head: '%', number: true, cell: (name) => formatPercent(explained[name]?.weight ?? 0, language()) },
      { head: said.points, number: true, cell: (name) => number(explained.points?.[name] ?? explained[name]?.points) },
    ],
    [...kCategories],
  );
}

export async function explainPair(request: object, rank: number, name: string): Promise<void> {
  const said = t();
  const dialog = openDialog(`${said.whyTitle(String(rank))}: ${name}`, paragraph(said.loading));
  const load = async (): Promise<void> => {
    try {
      const explained = await post<Explained>('pairs/explain', { ...request, language: language() === 'nl' ? 'NL' : 'EN' });
      replace(
        dialog.body,
        explained.short ? h('blockquote', { class: 'short-form' }, explained.short) : null,
        h('p', { class: 'why-total' }, `${said.total} `, h('b', {}, number(explained.low)), ` (${said.atMost(number(explained.high))})`),
        pointsBar(explained),
        categories(explained),
        heading(3, said.item),
        itemTable(explained),
        heading(3, said.criteria),
        criteria(explained),
      );
    } catch (error) {
      replace(dialog.body, problemView(error, () => void load()));
    }
  };
  await load();
}

// One row of a list, whichever side it is about: rank, who, the bar, what was found and what was not.
import type { Item, ItemResult, Match } from '../api/answers';
import { h, type Child } from '../dom';
import { formatKilometres, formatNumber } from '../pure/format';
import { language, t } from '../texts/language';
import { badge } from './layout';
import { pointsBar, pointsLine } from './points_bar';

const kShown = 4;

const nameOf = (items: Item[], result: ItemResult): string => items[result.item ?? 0]?.name ?? '';

function itemLine(kind: 'found' | 'missing' | 'unknown', label: string, results: ItemResult[], items: Item[]): Child {
  if (!results.length) return null;
  const ordered = kind === 'found' ? [...results].sort((a, b) => (b.points ?? 0) - (a.points ?? 0)) : results;
  const must = t().conditions.MUST;
  const shown = ordered.slice(0, kShown).map((one) => {
    const points = kind === 'found' && one.points ? ` +${formatNumber(one.points, language())}` : '';
    const isMust = kind !== 'found' && one.condition === 'MUST';
    return h('li', {}, `${nameOf(items, one)}${points}`, isMust ? badge(must, 'must') : null);
  });
  const rest = results.length - shown.length;
  if (rest > 0) shown.push(h('li', { class: 'note' }, t().more(rest)));
  const sign = { found: '✓', missing: '–', unknown: '?' }[kind];
  return h('div', { class: `item-line item-line--${kind}` }, h('span', { class: 'item-sign', 'aria-hidden': 'true' }, sign), h('span', { class: 'visually-hidden' }, `${label}: `), h('ul', {}, shown));
}

export function itemLines(match: Match, items: Item[]): Child[] {
  const said = t();
  return [
    itemLine('found', said.found, match.found ?? [], items),
    itemLine('missing', said.missing, match.missing ?? [], items),
    itemLine('unknown', said.notKnown, match.unknown ?? [], items),
  ];
}

export function questionsOf(match: Match, rank: number): Child {
  const said = t();
  const questions = (match.questions ?? []).filter((one) => one.settles || (one.rank ?? rank) < rank || (one.total ?? 0) > (match.low ?? 0)).slice(0, 3);
  if (!questions.length) return null;
  return h(
    'div',
    { class: 'item-line item-line--ask' },
    h('span', { class: 'item-sign', 'aria-hidden': 'true' }, '›'),
    h('span', {}, `${said.ask}: `),
    h(
      'ul',
      {},
      questions.map((one) => h('li', {}, one.name ?? one.field ?? '', h('span', { class: 'note' }, one.settles ? said.questionSettles : said.questionGain(formatNumber(one.rank, language()), formatNumber(one.total, language()))))),
    ),
  );
}

export function distanceOf(match: Match): string {
  return match.distanceM === undefined ? t().distanceUnknown : formatKilometres(match.distanceM, language());
}

export interface CardParts {
  rank: number;
  title: Child;
  subtitle: Child;
  match: Match;
  items: Item[];
  actions: Child;
  id: string;
}

export function matchCard(parts: CardParts): HTMLLIElement {
  const said = t();
  const number = (value: number | undefined): string => formatNumber(value ?? 0, language());
  const { match } = parts;
  return h(
    'li',
    { class: 'card', id: `row-${parts.id}` },
    h('div', { class: 'card-rank' }, h('span', { class: 'visually-hidden' }, said.rank('')), String(parts.rank)),
    h('div', { class: 'card-who' }, h('h3', { class: 'card-title', 'data-rank': `${parts.rank}.` }, parts.title), h('p', { class: 'card-sub' }, parts.subtitle)),
    h('div', { class: 'card-total' }, h('b', {}, h('span', { class: 'visually-hidden' }, `${said.total} `), number(match.low)), (match.high ?? 0) > (match.low ?? 0) ? h('span', { class: 'note' }, said.atMost(number(match.high))) : null),
    h('div', { class: 'card-bar' }, pointsBar(match), pointsLine(match)),
    h('div', { class: 'card-items' }, itemLines(match, parts.items), questionsOf(match, parts.rank)),
    h('div', { class: 'card-actions' }, parts.actions),
  );
}

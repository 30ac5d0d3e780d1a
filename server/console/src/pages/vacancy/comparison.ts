// Two candidates side by side.
import { h, type Child } from '../../dom';
import { button } from '../../parts/fields';
import { heading, paragraph, table, type Column } from '../../parts/layout';
import { distanceOf } from '../../parts/match_card';
import { pointsBar } from '../../parts/points_bar';
import { formatNumber } from '../../pure/format';
import { kCategories } from '../../pure/weights';
import { language, t } from '../../texts/language';
import { wishOf } from './candidate';
import { state, type Candidate } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

interface Line {
  name: string;
  cell: (candidate: Candidate) => Child;
}

// How the item stands with the candidate.
function standing(candidate: Candidate, name: string): Child {
  const said = t();
  const { match } = candidate.row;
  const items = candidate.answer.items ?? [];
  const here = (one: { item?: number }): boolean => items[one.item ?? 0]?.name === name;
  const found = match?.found?.find(here);
  if (found) return [h('span', { class: 'presence presence--found' }, said.found), ` +${number(found.points)}`];
  if (match?.unknown?.some(here)) return h('span', { class: 'presence presence--not_known' }, said.notKnown);
  return h('span', { class: 'presence presence--missing' }, said.missing);
}

function lines(candidates: Candidate[]): Line[] {
  const said = t();
  const names = new Set(candidates.flatMap((one) => (one.answer.items ?? []).map((item) => item.name ?? '')));
  return [
    { name: said.total, cell: ({ row }) => [h('b', {}, number(row.match?.low)), h('span', { class: 'note' }, said.atMost(number(row.match?.high))), pointsBar(row.match ?? {})] },
    ...kCategories.map((name) => ({ name: said.categories[name], cell: ({ row }: Candidate) => number(row.match?.points?.[name]) })),
    { name: said.distance, cell: ({ row }) => distanceOf(row.match ?? {}) },
    ...[...names].map((name) => ({ name, cell: (candidate: Candidate) => standing(candidate, name) })),
    { name: said.asks, cell: ({ row }) => (row.match?.questions ?? []).slice(0, 4).map((one) => one.name).join(', ') || '–' },
  ];
}

export function comparison(changed: () => void): Child {
  const said = t();
  const candidates = state.compared;
  if (candidates.length < 2) return paragraph(said.compareIntro, 'empty');
  const columns: Column<Line>[] = [
    { head: said.item, rowHead: true, cell: (line) => line.name },
    ...candidates.map((candidate) => ({ head: `${candidate.row.rank}. ${wishOf(candidate.row.seeker)} (${candidate.row.seeker?.id ?? ''})`, cell: (line: Line) => line.cell(candidate) })),
  ];
  const clear = (): void => {
    state.compared = [];
    changed();
  };
  return [h('div', { class: 'panel-head' }, heading(3, said.compareTitle), button(said.close, clear, {}, 'subtle')), table(said.compareTitle, columns, lines(candidates))];
}

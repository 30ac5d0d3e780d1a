// The vacancies for a client.
import type { NearMiss, SeekerMatches, VacancyRow } from '../../api/answers';
import { h, type Child } from '../../dom';
import { button } from '../../parts/fields';
import { badge, heading, paragraph, table } from '../../parts/layout';
import { distanceOf, matchCard } from '../../parts/match_card';
import { explainPair } from '../../parts/why';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { state } from './state';

function card(row: VacancyRow, answer: SeekerMatches): Child {
  const said = t();
  const vacancy = row.vacancy ?? {};
  const id = vacancy.id ?? '';
  const rank = row.rank ?? 0;
  const why = (): void => void explainPair({ ...state.subject(), vacancyId: id, weights: answer.weights?.applied }, rank, vacancy.title ?? id);
  return matchCard({
    rank,
    id,
    title: vacancy.title || vacancy.occupation?.name || id,
    subtitle: [said.vacancyAt(vacancy.employer ?? '', vacancy.place ?? ''), ' · ', h('b', {}, distanceOf(row.match ?? {})), ' · ', h('span', { class: 'id' }, id)],
    match: row.match ?? {},
    items: answer.items ?? [],
    actions: button(said.why, why, { 'aria-label': said.whyWho(id), 'data-focus': `why ${id}`, class: 'button-small' }),
  });
}

function near(all: NearMiss[]): Child {
  const said = t();
  if (!all.length) return null;
  return [
    heading(3, said.nearVacancies),
    table<NearMiss>(
      said.nearVacancies,
      [
        { head: said.pageVacancy, rowHead: true, cell: (one) => [one.vacancy?.title ?? '', h('span', { class: 'note' }, said.vacancyAt(one.vacancy?.employer ?? '', one.vacancy?.place ?? ''))] },
        { head: said.nearMissing, cell: (one) => badge(one.fails?.name ?? '', 'must') },
        { head: said.total, number: true, cell: (one) => formatNumber(one.total, language()) },
        { head: said.nearRank, number: true, cell: (one) => formatNumber(one.rank, language()) },
      ],
      all,
    ),
  ];
}

export function vacancyList(answer: SeekerMatches, more: () => void): Child {
  const said = t();
  const rows = answer.rows ?? [];
  const canGrow = rows.length >= state.top && rows.length < (answer.eligible ?? 0) && state.top < 100;
  return [
    rows.length ? h('ol', { class: 'cards' }, rows.map((row) => card(row, answer))) : paragraph(said.noVacancies, 'empty'),
    canGrow ? h('div', { class: 'actions' }, button(said.showMore, more, { 'data-focus': 'more' })) : null,
    near(answer.nearMisses ?? []),
  ];
}

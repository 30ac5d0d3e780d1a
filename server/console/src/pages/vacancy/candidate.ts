// What one can do with a candidate, and the list of them.
import type { SeekerProfile, SeekerRow, VacancyMatches } from '../../api/answers';
import { h, type Child } from '../../dom';
import { button, checkbox } from '../../parts/fields';
import { distanceOf, matchCard } from '../../parts/match_card';
import { offerFullRecord } from '../../parts/record_dialog';
import { explainPair } from '../../parts/why';
import { session } from '../../session';
import { t } from '../../texts/language';
import { state } from './state';

export const wishOf = (seeker: SeekerProfile | undefined): string =>
  (seeker?.wants ?? []).map((one) => one.name).filter(Boolean).slice(0, 3).join(', ') || t().wishUnknown;

// What the headline says beside the wish.
function restOfHeadline(seeker: SeekerProfile | undefined): string {
  const [, ...rest] = (seeker?.headline ?? '').split('; ');
  return rest.join('; ');
}

export function candidateList(answer: VacancyMatches, changed: () => void): HTMLElement {
  return h('ol', { class: 'cards' }, (answer.rows ?? []).map((row) => candidateCard(row, answer, changed)));
}

function candidateCard(row: SeekerRow, answer: VacancyMatches, changed: () => void): Child {
  const said = t();
  const id = row.seeker?.id ?? '';
  const rank = row.rank ?? 0;
  const match = row.match ?? {};
  const candidate = { row, answer };
  const toggle = (list: 'compared' | 'shortlist') => (): void => {
    state.toggle(list, candidate);
    changed();
  };
  const why = (): void => void explainPair({ ...state.subject(), seekerId: id, weights: answer.weights?.applied }, rank, id);
  return matchCard({
    rank,
    id,
    title: wishOf(row.seeker),
    subtitle: [h('span', { class: 'id' }, id), ' · ', h('b', {}, distanceOf(match)), ` · ${restOfHeadline(row.seeker)}`],
    match,
    items: answer.items ?? [],
    actions: [
      button(said.why, why, { 'aria-label': said.whyWho(id), 'data-focus': `why ${id}`, class: 'button-small' }),
      session.may('read-seeker-full') ? button(said.fullRecord, () => offerFullRecord(id), { 'aria-label': `${said.fullRecord} ${id}`, class: 'button-small' }, 'subtle') : null,
      checkbox(said.compare, state.has('compared', id), toggle('compared'), { 'aria-label': said.compareWho(id), 'data-focus': `compare ${id}` }),
      checkbox(said.select, state.has('shortlist', id), toggle('shortlist'), { 'aria-label': said.selectWho(id), 'data-focus': `select ${id}` }),
    ],
  });
}

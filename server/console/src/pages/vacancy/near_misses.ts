// Who fails exactly one MUST.
import type { NearMiss, VacancyMatches } from '../../api/answers';
import { h, type Child } from '../../dom';
import { badge, heading, paragraph, table } from '../../parts/layout';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { field, submit, textbox } from '../../parts/fields';
import { explainWhyNot } from '../../parts/why_not';
import { wishOf } from './candidate';
import { state } from './state';

function whyNotForm(): HTMLElement {
  const said = t();
  const box = textbox({ value: state.whyNotTyped, name: 'why-not', 'data-focus': 'why not' });
  box.addEventListener('input', () => (state.whyNotTyped = box.value));
  const form = h('form', { class: 'inline-form' }, field({ label: said.whyNotWho }, box), submit(said.whyNot));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (box.value.trim()) void explainWhyNot({ ...state.subject(), ...state.weights.part() }, box.value.trim());
  });
  return form;
}

export function nearMisses(answer: VacancyMatches): Child {
  const said = t();
  const all = answer.nearMisses ?? [];
  return [
    heading(3, said.nearTitle),
    paragraph(said.nearIntro),
    all.length
      ? table<NearMiss>(
          said.nearTitle,
          [
            { head: said.candidates, rowHead: true, cell: (one) => [wishOf(one.seeker), h('span', { class: 'note' }, [one.seeker?.id, one.seeker?.place].filter(Boolean).join(' · '))] },
            { head: said.nearMissing, cell: (one) => badge(one.fails?.name ?? '', 'must') },
            { head: said.total, number: true, cell: (one) => formatNumber(one.total, language()) },
            { head: said.nearRank, number: true, cell: (one) => formatNumber(one.rank, language()) },
          ],
          all,
        )
      : paragraph(said.nearNone, 'empty'),
    heading(3, said.whyNotHead),
    whyNotForm(),
  ];
}

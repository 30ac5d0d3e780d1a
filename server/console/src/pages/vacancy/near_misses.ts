// Who fails exactly one MUST.
import type { NearMiss, VacancyMatches } from '../../api/answers';
import { h, type Child } from '../../dom';
import { badge, heading, paragraph, table } from '../../parts/layout';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { wishOf } from './candidate';

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
  ];
}

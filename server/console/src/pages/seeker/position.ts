// The position on the labour market: counts, what stands in the way, how tight it is where the client looks.
import type { Opening, SeekerPosition, WantedCell } from '../../api/advice';
import { h, type Child } from '../../dom';
import { alertBox, heading, paragraph, table } from '../../parts/layout';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

function openings(title: string, intro: string, all: Opening[], none: string): Child {
  const said = t();
  const most = Math.max(1, ...all.map((one) => one.vacancies ?? 0));
  const bar = (one: Opening): Child => {
    const inner = h('span', {});
    inner.style.width = `${((one.vacancies ?? 0) * 100) / most}%`;
    return [h('b', {}, number(one.vacancies)), h('span', { class: 'count-bar', 'aria-hidden': 'true' }, inner)];
  };
  return [
    heading(3, title),
    paragraph(intro, 'field-hint'),
    all.length
      ? table<Opening>(title, [{ head: said.blocker, rowHead: true, cell: (one) => one.item?.name ?? '' }, { head: said.opens, cell: bar }], all.slice(0, 10))
      : none && paragraph(none, 'empty'),
  ];
}

export function positionView(answer: SeekerPosition): Child {
  const said = t();
  const counts = answer.counts ?? {};
  const tile = (value: Child, text: string): HTMLElement => h('li', { class: 'tile' }, h('b', {}, value), h('span', {}, text));
  if (!answer.wishKnown) return [heading(3, said.positionTitle), alertBox('info', said.wishUnknownMore)];
  const questions = answer.questions ?? [];
  const region = answer.cells?.[0]?.regionName || said.country;
  return [
    heading(3, said.positionTitle),
    h(
      'ul',
      { class: 'tiles' },
      tile(number(answer.inReach), said.reach),
      tile(number(counts.a), said.fit),
      tile(number(counts.b), said.fitPerhaps),
      tile(said.bandBetween(answer.bandLow ?? '', answer.bandHigh ?? ''), said.band),
    ),
    openings(said.blockersTitle, said.blockersIntro, answer.blockers ?? [], said.noBlockers),
    questions.length ? openings(said.openQuestions, said.openQuestionsIntro, questions, '') : null,
    answer.cells?.length
      ? [
          heading(3, said.cells),
          table<WantedCell>(
            said.cells,
            [
              { head: said.cellGroup, rowHead: true, cell: (cell) => cell.groupName || cell.group || '' },
              { head: said.cellHere(region), number: true, cell: (cell) => `${number(cell.regional?.vacancies)} / ${number(cell.regional?.seekers)}` },
              { head: said.tension, cell: (cell) => cell.regional?.tensionName ?? '' },
              { head: said.cellCountry, cell: (cell) => cell.national?.tensionName ?? '' },
            ],
            answer.cells.slice(0, 8),
          ),
        ]
      : null,
  ];
}

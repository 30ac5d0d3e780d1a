// The candidates that were chosen, to copy or to print.
import { h, replace, type Child } from '../../dom';
import { button } from '../../parts/fields';
import { alertBox, heading, paragraph, table } from '../../parts/layout';
import { distanceOf, itemLines } from '../../parts/match_card';
import { formatDate, formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { wishOf } from './candidate';
import { state, type Candidate } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

const ordered = (): Candidate[] => [...state.shortlist].sort((a, b) => (a.row.rank ?? 0) - (b.row.rank ?? 0));

const titleOf = (): string => state.draft.title || state.answer?.vacancy?.title || state.answer?.vacancy?.occupation?.name || '';

function asText(): string {
  const said = t();
  const names = (candidate: Candidate, which: 'found' | 'missing' | 'unknown'): string =>
    (candidate.row.match?.[which] ?? []).map((one) => candidate.answer.items?.[one.item ?? 0]?.name ?? '').join(', ');
  const lines = ordered().map((one) => {
    const { row } = one;
    return [
      `${row.rank}. ${wishOf(row.seeker)} (${row.seeker?.id ?? ''}), ${row.seeker?.place ?? ''}, ${distanceOf(row.match ?? {})}, ${number(row.match?.low)} ${said.points}`,
      `   ${said.found}: ${names(one, 'found') || '–'}`,
      `   ${said.missing}: ${names(one, 'missing') || '–'}`,
      `   ${said.asks}: ${(row.match?.questions ?? []).map((question) => question.name).join(', ') || '–'}`,
    ].join('\n');
  });
  return [`${said.shortlistTitle}. ${said.shortlistFor(titleOf())}`, ...lines].join('\n');
}

export function shortlist(changed: () => void): Child {
  const said = t();
  const chosen = ordered();
  if (!chosen.length) return paragraph(said.shortlistEmpty, 'empty');
  const status = h('div', {});
  const copy = async (): Promise<void> => {
    const text = asText();
    try {
      await navigator.clipboard.writeText(text);
      replace(status, alertBox('ok', said.copied));
    } catch {
      const box = h('textarea', { class: 'utrecht-textarea utrecht-textarea--html-textarea', rows: 8, readonly: true, 'aria-label': said.shortlistTitle });
      box.value = text;
      replace(status, alertBox('info', said.notCopied), box);
      box.select();
    }
  };
  const drop = (candidate: Candidate): void => {
    state.toggle('shortlist', candidate);
    changed();
  };
  const today = formatDate(new Date().toISOString(), language());
  return h(
    'div',
    { class: 'printable' },
    h('div', { class: 'panel-head' }, heading(3, said.shortlistTitle), h('div', { class: 'actions no-print' }, button(said.copy, () => void copy(), { 'data-focus': 'copy' }), button(said.print, () => window.print(), { 'data-focus': 'print' }))),
    paragraph(said.shortlistFor(titleOf())),
    status,
    table<Candidate>(
      said.shortlistTitle,
      [
        { head: '#', number: true, cell: ({ row }) => String(row.rank ?? '') },
        { head: said.candidates, rowHead: true, cell: ({ row }) => [wishOf(row.seeker), h('span', { class: 'note' }, `${row.seeker?.id ?? ''} · ${row.seeker?.place ?? ''} · ${distanceOf(row.match ?? {})}`)] },
        { head: said.total, number: true, cell: ({ row }) => number(row.match?.low) },
        { head: said.item, cell: ({ row, answer }) => h('div', { class: 'item-lines' }, itemLines(row.match ?? {}, answer.items ?? [])) },
        { head: said.asks, cell: ({ row }) => (row.match?.questions ?? []).slice(0, 3).map((one) => one.name).join(', ') || '–' },
        { head: '', cell: (one) => button('×', () => drop(one), { 'aria-label': said.remove(one.row.seeker?.id ?? ''), class: 'button-small remove no-print' }, 'subtle') },
      ],
      chosen,
    ),
    paragraph(said.printed(today), 'note print-only'),
  );
}

// The frozen state that answers are made from, the others, and making a new one.
import type { Epoch, Epochs, Status } from '../../api/operation';
import { h, type Child } from '../../dom';
import { button } from '../../parts/fields';
import { alertBox, badge, facts, heading, table } from '../../parts/layout';
import { formatBytes, formatDate, formatNumber, formatNumberOr, formatTime } from '../../pure/format';
import { session } from '../../session';
import { language, t } from '../../texts/language';

const number = (value: number | string | undefined): string => formatNumber(value ?? 0, language());

// An error may be anything and stays as the service gives it; the stages are few.
const stageText = (stage: string): string => (t().stages as Record<string, string | undefined>)[stage] ?? stage;

function buildState(epochs: Epochs): Child {
  const said = t();
  const build = epochs.build;
  if (build?.running) return alertBox('info', h('p', {}, said.building(formatTime(build.started, language()))), build.stage ? h('p', {}, stageText(build.stage)) : null);
  if (build?.error) return alertBox('error', h('p', {}, said.buildFailed), h('p', { lang: 'en' }, build.error));
  return build?.epoch ? alertBox('ok', said.built(build.epoch, formatTime(build.finished, language()))) : null;
}

export function epochPart(epochs: Epochs, status: Status | null, build: () => void): HTMLElement {
  const said = t();
  const all = epochs.epochs ?? [];
  const current = all.find((one) => one.current) ?? status?.epoch ?? {};
  const rows: [string, Child][] = [
    [said.epochId, h('code', {}, current.id ?? '')],
    [said.epochDate, formatDate(current.date, language())],
    [said.seekers, number(current.seekers)],
    [said.vacanciesCount, number(current.vacancies)],
    [said.changes, number(current.changes)],
    [said.sequence, formatNumberOr(said.noSequence, status?.sequence ?? current.sequence, language())],
    [said.strategy, h('code', { title: current.strategyHash }, (current.strategyHash ?? '').slice(0, 12))],
  ];
  if (current.base) rows.push([said.epochBase, h('code', {}, current.base)]);
  if (status?.records)
    rows.push([said.concepts, number(status.records.concepts)], [said.places, number(status.records.places)], [said.onDisk, formatBytes(status.bytesOnDisk, language())]);
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'epoch' },
    heading(2, said.epochTitle, { id: 'epoch' }),
    h('p', { class: 'field-hint' }, said.epochCurrent),
    facts(rows),
    buildState(epochs),
    session.may('epochs-build') ? h('p', {}, button(said.buildEpoch, build, { 'data-focus': 'build', disabled: epochs.build?.running ?? false }, 'primary')) : null,
    all.length > 1
      ? table<Epoch>(
          said.epochs,
          [
            { head: said.epochId, rowHead: true, cell: (one) => [h('code', {}, one.id ?? ''), one.current ? badge(said.inUse) : null] },
            { head: said.epochDate, cell: (one) => formatDate(one.date, language()) },
            { head: said.seekers, number: true, cell: (one) => number(one.seekers) },
            { head: said.vacanciesCount, number: true, cell: (one) => number(one.vacancies) },
          ],
          all,
          { showCaption: true },
        )
      : null,
  );
}

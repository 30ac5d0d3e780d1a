// What came in, what could not, and the night's run.
import type { Status } from '../../api/operation';
import { h } from '../../dom';
import { heading, paragraph, table } from '../../parts/layout';
import { formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';

const number = (value: number | string | undefined): string => formatNumber(value ?? 0, language());

export function jobsPart(status: Status): HTMLElement {
  const said = t();
  const jobs = status.jobs ?? [];
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'jobs' },
    heading(2, said.jobs, { id: 'jobs' }),
    jobs.length
      ? h('ul', { class: 'jobs' }, jobs.map((job) => h('li', {}, h('b', {}, job.name ?? ''), h('progress', { max: job.total ?? 1, value: job.done ?? 0, 'aria-label': job.name ?? said.jobs }), h('span', {}, `${said.jobParts(number(job.done), number(job.total))}, ${job.running ? said.running : said.stopped}`))))
      : paragraph(said.jobsNone, 'empty'),
  );
}

export function loadsPart(status: Status): HTMLElement {
  const said = t();
  const loads = [...(status.loads ?? [])].reverse();
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'loads' },
    heading(2, said.loads, { id: 'loads' }),
    loads.length
      ? table(
          said.loads,
          [
            { head: said.loadName, rowHead: true, cell: (one) => one.name ?? '' },
            { head: said.accepted, number: true, cell: (one) => number(one.accepted) },
            { head: said.refused, number: true, cell: (one) => number(one.refused) },
            { head: said.loadDone, cell: (one) => (one.done ? said.yes : said.no) },
          ],
          loads,
        )
      : paragraph(said.loadsNone, 'empty'),
  );
}

export function quarantinePart(status: Status): HTMLElement {
  const said = t();
  const rows = status.quarantine ?? [];
  const reasons = status.reasons ?? [];
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'quarantine' },
    heading(2, said.quarantine, { id: 'quarantine' }),
    paragraph(Number(status.quarantined ?? 0) ? said.quarantineTotal(number(status.quarantined)) : said.quarantineNone),
    reasons.length
      ? table(
          said.reason,
          [
            { head: said.reason, rowHead: true, cell: (one) => h('code', {}, one.code ?? '') },
            { head: said.rows, number: true, cell: (one) => number(one.rows) },
          ],
          reasons,
        )
      : null,
    rows.length
      ? table(
          said.lastRows(rows.length),
          [
            { head: said.file, rowHead: true, cell: (one) => one.file ?? '' },
            { head: said.line, number: true, cell: (one) => number(one.line ?? one.row) },
            { head: said.fieldName, cell: (one) => one.field ?? '' },
            { head: said.reason, cell: (one) => h('code', {}, one.code ?? '') },
            { head: said.message, cell: (one) => one.message ?? '' },
          ],
          rows,
          { showCaption: true },
        )
      : null,
  );
}

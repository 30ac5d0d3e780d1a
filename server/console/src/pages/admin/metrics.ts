// What the service measures of itself.
import { h } from '../../dom';
import { heading, table } from '../../parts/layout';
import { formatNumber } from '../../pure/format';
import { samplesOf, type Sample } from '../../pure/metrics_text';
import { language, t } from '../../texts/language';

export function metricsPart(text: string): HTMLElement {
  const said = t();
  const value = (sample: Sample): string => (/^\d+$/.test(sample.value) ? formatNumber(sample.value, language()) : sample.value);
  return h(
    'section',
    { class: 'panel metrics', 'aria-labelledby': 'metrics' },
    heading(2, said.metrics, { id: 'metrics' }),
    table<Sample>(
      said.metrics,
      [
        { head: said.metric, rowHead: true, cell: (one) => [h('code', {}, one.name), one.labels ? h('code', { class: 'note' }, one.labels) : null, one.help ? h('span', { class: 'note' }, one.help) : null] },
        { head: said.metricValue, number: true, cell: value },
      ],
      samplesOf(text),
    ),
  );
}

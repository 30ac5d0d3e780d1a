// The total of a pair as a bar: a segment per category, hatched what unknown answers could add.
import type { Match } from '../api/answers';
import { h } from '../dom';
import { segmentsOf } from '../pure/bars';
import { formatNumber } from '../pure/format';
import { kCategories } from '../pure/weights';
import { language, t } from '../texts/language';

const shown = (points: number | undefined): string => formatNumber(points ?? 0, language());

export function pointsBar(match: Pick<Match, 'points' | 'low' | 'high'>): HTMLElement {
  const said = t();
  const points = match.points ?? {};
  const low = match.low ?? 0;
  const high = Math.max(low, match.high ?? 0);
  const told = kCategories.map((name) => `${said.categories[name]} ${shown(points[name])}`).join(', ');
  const bar = h('div', { class: 'bar', role: 'img', 'aria-label': `${told}. ${said.total} ${shown(low)}, ${said.atMost(shown(high))}` });
  for (const segment of segmentsOf(points, low, high)) {
    const part = h('span', { class: `bar-part bar-part--${segment.name}`, title: `${said.categories[segment.name]} ${shown(segment.points)}` });
    part.style.left = `${segment.start}%`;
    part.style.width = `${segment.width}%`;
    bar.append(part);
  }
  return bar;
}

// The points of the categories in figures, with the colours of the bar.
export function pointsLine(match: Match): HTMLElement {
  const said = t();
  const points = match.points ?? {};
  return h(
    'ul',
    { class: 'points-line' },
    kCategories.map((name) =>
      h('li', {}, h('span', { class: `swatch bar-part--${name}`, 'aria-hidden': 'true' }), `${said.categories[name]} `, h('b', {}, shown(points[name]))),
    ),
  );
}

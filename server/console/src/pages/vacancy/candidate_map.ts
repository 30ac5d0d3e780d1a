// Where the candidates live, with their place in the list.
import type { MapPoint, VacancyMatches } from '../../api/answers';
import { h, svg, type Child } from '../../dom';
import { boxAround, dutchMap, kWholeCountry, spotOf, type Spot } from '../../parts/dutch_map';
import { button } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { distanceOf } from '../../parts/match_card';
import { spread } from '../../pure/bars';
import { t } from '../../texts/language';
import { wishOf } from './candidate';
import { state } from './state';

const spotAt = (point: MapPoint | undefined): Spot | null => (point?.xM && point.yM ? spotOf(point.xM, point.yM) : null);

export function candidateMap(answer: VacancyMatches, changed: () => void): Child {
  const said = t();
  const rows = answer.rows ?? [];
  const work = spotAt(answer.vacancy?.point);
  const places = new Map<string, { spot: Spot; rows: typeof rows }>();
  let unplaced = 0;
  for (const row of rows) {
    const spot = spotAt(row.seeker?.point);
    if (!spot) {
      unplaced += 1;
      continue;
    }
    const key = `${spot.x} ${spot.y}`;
    places.set(key, { spot, rows: [...(places.get(key)?.rows ?? []), row] });
  }
  const box = state.zoomed ? boxAround([...[...places.values()].map((place) => place.spot), ...(work ? [work] : [])]) : kWholeCountry;
  const unit = box.height / 100; // of what is drawn on the map, whatever the scale
  const markers = [...places.values()].flatMap((place) => {
    const offsets = spread(place.rows.length, unit * 2.6);
    return place.rows.map((row, at) => {
      const { x, y } = { x: place.spot.x + (offsets[at]?.x ?? 0), y: place.spot.y + (offsets[at]?.y ?? 0) };
      return svg(
        'g',
        { class: `marker${(row.rank ?? 99) <= 5 ? ' marker--best' : ''}` },
        svg('title', {}, `${row.rank}. ${wishOf(row.seeker)}, ${row.seeker?.place ?? ''}, ${distanceOf(row.match ?? {})}`),
        svg('circle', { cx: x.toFixed(2), cy: y.toFixed(2), r: (unit * 1.7).toFixed(2), 'stroke-width': (unit * 0.25).toFixed(2) }),
        svg('text', { x: x.toFixed(2), y: (y + unit * 0.65).toFixed(2), 'font-size': (unit * 1.8).toFixed(2) }, String(row.rank ?? '')),
      );
    });
  });
  if (work) {
    const side = unit * 2.6;
    markers.unshift(
      svg('g', { class: 'marker-work' }, svg('title', {}, `${said.mapWork}: ${answer.vacancy?.place ?? ''}`), svg('rect', { x: (work.x - side / 2).toFixed(2), y: (work.y - side / 2).toFixed(2), width: side.toFixed(2), height: side.toFixed(2), 'stroke-width': (unit * 0.3).toFixed(2) })),
    );
  }
  const zoom = (): void => {
    state.zoomed = !state.zoomed;
    changed();
  };
  return [
    h('div', { class: 'panel-head' }, heading(3, said.mapTitle), button(state.zoomed ? said.mapWhole : said.mapClose, zoom, { 'data-focus': 'zoom', class: 'button-small' })),
    h('div', { class: 'map-and-list' }, h('div', { class: 'map-frame' }, dutchMap({ label: said.mapLabel(rows.length - unplaced), box, towns: true }, markers)), h('ol', { class: 'map-list' }, rows.map((row) => h('li', {}, h('b', {}, wishOf(row.seeker)), ` ${[row.seeker?.place, distanceOf(row.match ?? {})].filter(Boolean).join(', ')}`)))),
    unplaced ? paragraph(said.mapUnknown(unplaced), 'note') : null,
  ];
}

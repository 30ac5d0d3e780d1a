// The Netherlands as dots, one per municipality: no tiles, nothing to fetch.
import { municipalities } from 'reference';
import { svg, type Child } from '../dom';
import { uncrowded } from '../pure/map_names';

const kWest = 10;
const kEast = 280;
const kSouth = 303;
const kNorth = 622;

export interface Spot {
  x: number; // kilometres from the west edge
  y: number; // from the north edge
}

export const spotOf = (xM: number, yM: number): Spot => ({ x: xM / 1000 - kWest, y: kNorth - yM / 1000 });

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const kWholeCountry: Box = { x: 0, y: 0, width: kEast - kWest, height: kNorth - kSouth };

// A box around spots with room to breathe, in the proportions of the country.
export function boxAround(spots: Spot[]): Box {
  if (!spots.length) return kWholeCountry;
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const centre = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const ratio = kWholeCountry.width / kWholeCountry.height;
  const height = Math.min(kWholeCountry.height, Math.max(40, (Math.max(...ys) - Math.min(...ys)) * 1.3 + 10, ((Math.max(...xs) - Math.min(...xs)) * 1.3 + 10) / ratio));
  return { x: centre.x - (height * ratio) / 2, y: centre.y - height / 2, width: height * ratio, height };
}

interface MapOptions {
  label: string;
  box?: Box;
  styleOf?: (region: string) => string; // class of a region's dots
  titleOf?: (region: string) => string;
  onRegion?: (region: string) => void;
  towns?: boolean; // name the larger ones
}

// To find one's way: the closer, the more names.
function townNames(box: Box): Child {
  const least = box === kWholeCountry ? 140000 : box.height > 120 ? 80000 : 40000;
  const size = box.height / 42;
  const inside = municipalities
    .filter((one) => one.inhabitants >= least)
    .map((one) => ({ name: one.name, inhabitants: one.inhabitants, ...spotOf(one.x * 100, one.y * 100) }))
    .map((one) => ({ ...one, y: one.y - size * 1.1 }))
    .filter((one) => one.x > box.x && one.x < box.x + box.width && one.y > box.y && one.y < box.y + box.height);
  return uncrowded(inside, size).map((one) => svg('text', { class: 'town', x: one.x.toFixed(1), y: one.y.toFixed(1), 'font-size': size.toFixed(2) }, one.name));
}

export function dutchMap(options: MapOptions, ...above: Child[]): SVGElement {
  const box = options.box ?? kWholeCountry;
  const regions = new Map<string, typeof municipalities>();
  for (const one of municipalities) regions.set(one.region, [...(regions.get(one.region) ?? []), one]);
  const groups = [...regions].map(([region, members]) =>
    svg(
      'g',
      {
        class: `map-region ${options.styleOf?.(region) ?? ''}`,
        ...(options.onRegion ? { onclick: () => options.onRegion?.(region) } : {}),
      },
      options.titleOf ? svg('title', {}, options.titleOf(region)) : null,
      members.map((one) => {
        const spot = spotOf(one.x * 100, one.y * 100);
        return svg('circle', { cx: spot.x.toFixed(1), cy: spot.y.toFixed(1), r: one.radius });
      }),
    ),
  );
  return svg(
    'svg',
    { class: `map${box === kWholeCountry ? '' : ' map--close'}`, viewBox: `${box.x.toFixed(1)} ${box.y.toFixed(1)} ${box.width.toFixed(1)} ${box.height.toFixed(1)}`, role: 'img', 'aria-label': options.label },
    groups,
    options.towns ? townNames(box) : null,
    above,
  );
}

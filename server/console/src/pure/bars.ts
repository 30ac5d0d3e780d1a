// How a total is drawn: a segment per category, and what unknown answers could add.
import { kCategories, kTotal, type CategoryName } from './weights';

export interface Segment {
  name: CategoryName | 'unknown';
  points: number;
  start: number; // percent of the whole bar
  width: number;
}

export function segmentsOf(points: Partial<Record<CategoryName, number>>, low: number, high: number): Segment[] {
  const made: Segment[] = [];
  let start = 0;
  const push = (name: Segment['name'], value: number): void => {
    if (value <= 0) return;
    made.push({ name, points: value, start: (start * 100) / kTotal, width: (value * 100) / kTotal });
    start += value;
  };
  for (const name of kCategories) push(name, points[name] ?? 0);
  push('unknown', high - low);
  return made;
}

// Where numbers that lie on one spot of a map are drawn beside each other: offsets in units, the first in the middle.
export function spread(count: number, step: number): { x: number; y: number }[] {
  const kGolden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, at) => {
    const radius = step * Math.sqrt(at);
    return { x: radius * Math.cos(at * kGolden), y: radius * Math.sin(at * kGolden) };
  });
}

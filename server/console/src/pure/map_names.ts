// Names on a map that do not run over each other: the largest places first.

export interface PlaceName {
  name: string;
  x: number; // middle
  y: number; // base line
  inhabitants: number;
}

const kWidth = 0.55; // of a letter, in heights of the text

export function uncrowded(names: PlaceName[], height: number): PlaceName[] {
  const placed: PlaceName[] = [];
  const overlaps = (a: PlaceName, b: PlaceName): boolean =>
    Math.abs(a.y - b.y) < height * 1.15 && Math.abs(a.x - b.x) < ((a.name.length + b.name.length) / 2) * kWidth * height;
  for (const one of [...names].sort((a, b) => b.inhabitants - a.inhabitants || (a.name < b.name ? -1 : 1)))
    if (!placed.some((other) => overlaps(one, other))) placed.push(one);
  return placed;
}

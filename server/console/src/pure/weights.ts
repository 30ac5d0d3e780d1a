// The four weights of a total: whole numbers that always sum to 10000.

export const kCategories = ['demand', 'wish', 'position', 'region'] as const;
export type CategoryName = (typeof kCategories)[number];
export type Weights = Record<CategoryName, number>;

export const kTotal = 10000;
export const kDefaultWeights: Weights = { demand: 5000, wish: 1000, position: 1500, region: 2500 };

// Gives one weight a value; the others share the rest as they shared it before (equally, where they had nothing).
export function withWeight(weights: Weights, changed: CategoryName, value: number): Weights {
  const mine = Math.min(kTotal, Math.max(0, Math.round(value)));
  const others = kCategories.filter((name) => name !== changed);
  const before = others.reduce((sum, name) => sum + weights[name], 0);
  const rest = kTotal - mine;
  const exact = others.map((name) => (before > 0 ? (weights[name] * rest) / before : rest / others.length));
  const shares = exact.map(Math.floor);
  // Largest remainder: what rounding left goes to those who lost most by it.
  let left = rest - shares.reduce((sum, share) => sum + share, 0);
  const byLoss = exact.map((share, at) => ({ at, loss: share - Math.floor(share) })).sort((a, b) => b.loss - a.loss || a.at - b.at);
  for (const { at } of byLoss) {
    if (left <= 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  const made = { ...weights, [changed]: mine };
  others.forEach((name, at) => (made[name] = shares[at] ?? 0));
  return made;
}

export function sameWeights(a: Weights, b: Weights): boolean {
  return kCategories.every((name) => a[name] === b[name]);
}

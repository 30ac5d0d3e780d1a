// The four weights of a total: whole numbers that always sum to 10000.

export const kCategories = ['demand', 'wish', 'position', 'region'] as const;
export type CategoryName = (typeof kCategories)[number];
export type Weights = Record<CategoryName, number>;

export const kTotal = 10000;

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

// Weights of an answer, where what is absent is 0; null when it has none.
export function weightsOf(told: Partial<Weights> | undefined): Weights | null {
  const made = { demand: told?.demand ?? 0, wish: told?.wish ?? 0, position: told?.position ?? 0, region: told?.region ?? 0 };
  return kCategories.some((name) => made[name] > 0) ? made : null;
}

// What the sliders stand at: what was moved or, until then, what the strategy of the service says.
export class ChosenWeights {
  private standard: Weights | null = null; // null: no answer has told it yet
  private moved: Weights | null = null;

  shown(): Weights | null {
    return this.moved ?? this.standard;
  }

  isMoved(): boolean {
    return this.moved !== null;
  }

  move(name: CategoryName, value: number): void {
    const now = this.shown();
    if (!now) return;
    const made = withWeight(now, name, value);
    this.moved = this.standard && sameWeights(made, this.standard) ? null : made;
  }

  reset(): void {
    this.moved = null;
  }

  // An answer for which nothing was asked was made with the weights of the strategy.
  learn(answered: { requested?: Partial<Weights>; applied?: Partial<Weights> } | undefined): void {
    if (answered && !answered.requested) this.standard = weightsOf(answered.applied) ?? this.standard;
  }

  // For a request: nothing, unless something was moved.
  part(): { weights?: Weights } {
    return this.moved ? { weights: this.moved } : {};
  }
}

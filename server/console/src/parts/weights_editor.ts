// Four sliders that sum to 100 %: moving one moves the others.
import { h } from '../dom';
import { formatPercent } from '../pure/format';
import { kCategories, type CategoryName, type ChosenWeights } from '../pure/weights';
import { language, t } from '../texts/language';
import { button } from './fields';

export interface WeightsEditor {
  element: HTMLElement;
  show: () => void; // after an answer: what the sliders stand at may be known only now
}

export function weightsEditor(weights: ChosenWeights, changed: () => void): WeightsEditor {
  const said = t();
  const sliders = new Map<CategoryName, { input: HTMLInputElement; output: HTMLOutputElement }>();
  const take = (work: () => void): void => {
    work();
    show();
    changed();
  };
  const reset = button(said.standardWeights, () => take(() => weights.reset()), { 'data-focus': 'weights reset', class: 'button-small' }, 'subtle');
  const show = (): void => {
    const now = weights.shown();
    for (const [name, { input, output }] of sliders) {
      const text = now ? formatPercent(now[name], language()) : '–';
      input.disabled = !now;
      input.value = String(now?.[name] ?? 0);
      input.setAttribute('aria-valuetext', text);
      output.textContent = text;
    }
    reset.disabled = !weights.isMoved();
  };
  const rows = kCategories.map((name) => {
    const input = h('input', { type: 'range', min: 0, max: 10000, step: 100, id: `weight-${name}`, name: `weight-${name}`, 'data-focus': `weight ${name}` });
    const output = h('output', { for: input.id });
    input.addEventListener('input', () => take(() => weights.move(name, Number(input.value))));
    sliders.set(name, { input, output });
    return h('div', { class: 'weight' }, h('label', { for: input.id, title: said.categoryHints[name] }, h('span', { class: `swatch bar-part--${name}`, 'aria-hidden': 'true' }), said.categories[name]), input, output);
  });
  show();
  const element = h('details', { class: 'weights' }, h('summary', {}, said.weights), h('p', { class: 'field-hint' }, said.weightsIntro), h('div', { class: 'weight-grid' }, rows), reset);
  return { element, show };
}

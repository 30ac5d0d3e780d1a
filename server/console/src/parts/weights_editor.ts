// Four sliders that sum to 100 %: moving one moves the others.
import { h } from '../dom';
import { formatPercent } from '../pure/format';
import { kCategories, kDefaultWeights, sameWeights, withWeight, type CategoryName, type Weights } from '../pure/weights';
import { language, t } from '../texts/language';
import { button } from './fields';

export function weightsEditor(weights: () => Weights, set: (weights: Weights) => void): HTMLElement {
  const said = t();
  const sliders = new Map<CategoryName, { input: HTMLInputElement; output: HTMLOutputElement }>();
  const reset = button(said.standardWeights, () => take({ ...kDefaultWeights }), { 'data-focus': 'weights reset', class: 'button-small' }, 'subtle');
  const show = (): void => {
    for (const [name, { input, output }] of sliders) {
      const text = formatPercent(weights()[name], language());
      input.value = String(weights()[name]);
      input.setAttribute('aria-valuetext', text);
      output.textContent = text;
    }
    reset.disabled = sameWeights(weights(), kDefaultWeights);
  };
  const take = (made: Weights): void => {
    set(made);
    show();
  };
  const rows = kCategories.map((name) => {
    const input = h('input', { type: 'range', min: 0, max: 10000, step: 100, id: `weight-${name}`, name: `weight-${name}`, 'data-focus': `weight ${name}` });
    const output = h('output', { for: input.id });
    input.addEventListener('input', () => take(withWeight(weights(), name, Number(input.value))));
    sliders.set(name, { input, output });
    return h('div', { class: 'weight' }, h('label', { for: input.id, title: said.categoryHints[name] }, h('span', { class: `swatch bar-part--${name}`, 'aria-hidden': 'true' }), said.categories[name]), input, output);
  });
  show();
  return h('details', { class: 'weights' }, h('summary', {}, said.weights), h('p', { class: 'field-hint' }, said.weightsIntro), h('div', { class: 'weight-grid' }, rows), reset);
}

// Which candidates may be in the list. A filter changes no score.
import { regions } from 'reference';
import { h, later } from '../../dom';
import { checkbox, field, select, textbox } from '../../parts/fields';
import { t } from '../../texts/language';
import { state } from './state';

export function filtersEditor(changed: () => void): HTMLElement {
  const said = t();
  const filters = state.filters;
  const soon = later(300, changed);
  const distance = textbox({ value: filters.km, inputmode: 'numeric', maxlength: 3, name: 'filter-km', 'data-focus': 'filter km' });
  distance.addEventListener('input', () => {
    filters.km = distance.value;
    soon();
  });
  const from = textbox({ type: 'date', value: filters.availableBy, name: 'filter-date', 'data-focus': 'filter date' });
  from.addEventListener('input', () => {
    filters.availableBy = from.value;
    soon();
  });
  const chooseRegion = (code: string): void => {
    filters.region = code;
    changed();
  };
  const places = [{ value: '', text: said.country }, ...regions.map((one) => ({ value: one.code, text: one.name }))];
  const exclude = (on: boolean): void => {
    filters.excludeUnknown = on;
    changed();
  };
  return h(
    'details',
    { class: 'weights' },
    h('summary', {}, said.filters),
    h('p', { class: 'field-hint' }, said.filtersIntro),
    h('div', { class: 'filter-grid' }, field({ label: said.filterKm }, distance), field({ label: said.filterRegion }, select(places, filters.region, chooseRegion, { name: 'filter-region' })), field({ label: said.filterAvailable }, from)),
    checkbox(said.excludeUnknown, filters.excludeUnknown, exclude, { name: 'filter-unknown' }),
  );
}

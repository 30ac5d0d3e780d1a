// What if: switches for what would open most, and a few to try oneself.
import type { Addition, BeforeAfter, ProfileChange, WhatIf } from '../../api/advice';
import type { VacancyProfile } from '../../api/answers';
import { h, onDone, type Child } from '../../dom';
import { combobox } from '../../parts/combobox';
import { button, checkbox, field, select, textbox, wholeNumber } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { remember } from '../../parts/names';
import { problemView } from '../../parts/problem_view';
import { suggest } from '../../parts/recognise';
import { formatNumber } from '../../pure/format';
import { isEmpty, keyOf } from '../../pure/profile_change';
import { language, t } from '../../texts/language';
import { state } from './state';

const kLicences = ['AM', 'B', 'BE', 'C', 'CE', 'D', 'T'];
const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

function counted(title: string, counts: BeforeAfter | undefined): HTMLElement {
  const [before, after] = [counts?.before ?? 0, counts?.after ?? 0];
  const gain = after - before;
  return h(
    'li',
    { class: 'tile' },
    h('span', {}, title),
    h('b', {}, number(before), gain ? [h('span', { 'aria-hidden': 'true' }, ' → '), number(after)] : null),
    h('span', { class: gain > 0 ? 'gain' : 'note' }, `${gain > 0 ? '+' : gain < 0 ? '−' : '±'}${number(Math.abs(gain))} ${t().vacanciesUnit}`),
  );
}

function toggle(name: string, change: ProfileChange, changed: () => void): void {
  const key = keyOf(change);
  const there = state.changes.some((one) => keyOf(one.change) === key);
  state.changes = there ? state.changes.filter((one) => keyOf(one.change) !== key) : [...state.changes, { name, change }];
  changed();
}

const isOn = (change: ProfileChange): boolean => state.changes.some((one) => keyOf(one.change) === keyOf(change));

function additionSwitch(addition: Addition, changed: () => void): HTMLElement {
  const change = addition.change ?? {};
  const name = change.name || keyOf(change);
  const gain = t().additionGain(number(addition.eligible), number(addition.inTop));
  return h('li', {}, checkbox([h('b', {}, name), h('span', { class: 'note' }, gain)], isOn(change), () => toggle(name, change, changed), { 'data-focus': `switch ${keyOf(change)}`, role: 'switch' }));
}

function own(changed: () => void): HTMLElement {
  const said = t();
  const put = (name: string, change: ProfileChange): void => {
    if (!isEmpty(change) && !isOn(change)) toggle(name, change, changed);
  };
  const numberBox = (label: string, key: 'maxDistanceKm' | 'hoursMax', most: number): HTMLElement => {
    const box = textbox({ inputmode: 'numeric', maxlength: 3, 'data-focus': key });
    onDone(box, () => {
      const value = wholeNumber(box.value);
      state.changes = state.changes.filter((one) => one.change[key] === undefined);
      if (value && value <= most) put(`${label} ${value}`, { [key]: value });
      else changed();
    });
    return field({ label }, box);
  };
  const competence = combobox({
    ask: suggest('COMPETENCES'),
    choose: (option) => {
      remember(option.code, option.name);
      put(option.name, { competences: [{ code: option.code }] });
    },
    focusKey: 'own competence',
  });
  const licences = [{ value: '', text: '…' }, ...kLicences.map((code) => ({ value: code, text: code }))];
  return h(
    'fieldset',
    { class: 'own-change' },
    h('legend', {}, said.ownChange),
    h('div', { class: 'field-row field-row--three' }, field({ label: said.kinds.DRIVING_LICENCE }, select(licences, '', (code) => code && put(said.licencePlus(code), { drivingLicences: [code] }), { 'data-focus': 'own licence' })), numberBox(said.kmPlus, 'maxDistanceKm', 400), numberBox(said.hoursPlus, 'hoursMax', 80)),
    field({ label: said.competencePlus }, competence.input, competence.element),
  );
}

function vacancies(title: string, all: VacancyProfile[]): Child {
  if (!all.length) return null;
  return [heading(3, `${title} (${number(all.length)})`), h('ul', { class: 'plain-list' }, all.slice(0, 12).map((one) => h('li', {}, h('b', {}, one.title ?? ''), ` ${t().vacancyAt(one.employer ?? '', one.place ?? '')}`)))];
}

function outcome(answer: WhatIf): Child {
  const said = t();
  return [
    h('ul', { class: 'tiles' }, counted(said.eligibleFor, answer.eligible), counted(said.amongBest(answer.top ?? 20), answer.inTop)),
    vacancies(said.entered, answer.entered ?? []),
    vacancies(said.leftList, answer.left ?? []),
  ];
}

export function whatIfView(changed: () => void): Child {
  const said = t();
  const best = state.additions.answer?.best ?? [];
  // Without a change the answer about additions says how it is now.
  const now = state.changes.length ? state.whatIf.answer : state.additions.answer;
  const chosen = state.changes.map((one) => h('li', { class: 'chosen' }, one.name, button('×', () => toggle(one.name, one.change, changed), { 'aria-label': said.remove(one.name), class: 'button-small remove' }, 'subtle')));
  return [
    heading(3, said.whatIfTitle),
    paragraph(said.whatIfIntro, 'field-hint'),
    h('div', { class: 'what-if-now', role: 'status' }, chosen.length ? [h('p', {}, `${said.changesOn}:`), h('ul', { class: 'chips' }, chosen)] : paragraph(said.noChange, 'note')),
    state.whatIf.error ? problemView(state.whatIf.error, () => void state.ask(changed, true)) : now ? outcome(now) : paragraph(said.loading, 'empty'),
    h(
      'div',
      { class: 'two-columns' },
      h('div', {}, heading(3, said.bestAdditions), paragraph(said.bestIntro, 'field-hint'), state.additions.error ? problemView(state.additions.error) : !state.additions.answer ? paragraph(said.loading) : best.length ? h('ul', { class: 'switches' }, best.map((one) => additionSwitch(one, changed))) : paragraph(said.noAdditions)),
      own(changed),
    ),
  ];
}

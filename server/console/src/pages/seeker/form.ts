// Which client, or a profile to try.
import type { Answer } from '../../api/records';
import { h, later, redraw, type Child } from '../../dom';
import { combobox } from '../../parts/combobox';
import { button, checkbox, field, select, submit, textbox } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { nameOfCode, remember } from '../../parts/names';
import { suggest, type What } from '../../parts/recognise';
import { session } from '../../session';
import { t } from '../../texts/language';
import { Profile } from './profile';
import { state } from './state';

const kLicences = ['AM', 'A', 'B', 'BE', 'C', 'CE', 'D', 'T'];

export class SeekerForm {
  readonly element = h('div', { class: 'desk-form' });

  constructor(private readonly changed: () => void) {}

  draw(): void {
    redraw(this.element, this.client(), this.profileForm());
  }

  private client(): HTMLElement {
    const said = t();
    const box = textbox({ value: state.numberTyped, 'data-focus': 'client', name: 'client' });
    box.addEventListener('input', () => (state.numberTyped = box.value));
    const form = h('form', { class: 'stored' }, field({ label: said.clientNumber, ...(session.info.demo ? { hint: said.clientNumberHint } : {}) }, box), submit(said.show));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!box.value.trim()) return;
      state.client = box.value.trim();
      state.startOver();
      this.changed();
      this.draw();
    });
    return h('div', { class: 'panel' }, form, state.client ? paragraph(said.showingClient(state.client), 'note') : null);
  }

  // The profile, not the client, is what is shown from now on.
  private profileChanged(drawAgain: boolean): void {
    state.client = '';
    state.startOver();
    if (drawAgain) this.draw();
    this.changed();
  }

  private text(label: string, key: 'postcode' | 'km' | 'hoursMin' | 'hoursMax', attributes: Record<string, string>): HTMLElement {
    const box = textbox({ ...attributes, value: state.profile[key], 'data-focus': key, name: key });
    const soon = later(300, () => this.profileChanged(false));
    box.addEventListener('input', () => {
      state.profile[key] = box.value;
      soon();
    });
    return field({ label }, box);
  }

  private pick(label: string, options: { value: string; text: string }[], now: string, key: string, set: (value: string) => void): HTMLElement {
    const choose = (value: string): void => {
      set(value);
      this.profileChanged(false);
    };
    return field({ label }, select(options, now, choose, { 'data-focus': key }));
  }

  private coded(label: string, kind: What, codes: string[], key: string, add: (code: string) => void, drop: (code: string) => void): HTMLElement {
    const box = combobox({
      ask: suggest(kind),
      choose: (option) => {
        remember(option.code, option.name);
        if (!codes.includes(option.code)) add(option.code);
        this.profileChanged(true);
      },
      focusKey: key,
    });
    const chosen = codes.map((code) =>
      h(
        'li',
        { class: 'chosen' },
        nameOfCode(code),
        button('×', () => { drop(code); this.profileChanged(true); }, { 'aria-label': t().remove(nameOfCode(code)), class: 'button-small remove' }, 'subtle'),
      ),
    );
    return field({ label }, box.input, box.element, codes.length ? h('ul', { class: 'chips' }, chosen) : null);
  }

  private licences(): Child {
    const said = t();
    const held = state.profile.licences;
    const known = (on: boolean): void => {
      state.profile.licences = on ? [] : null;
      this.profileChanged(true);
    };
    const toggle = (code: string) => (on: boolean): void => {
      const now = state.profile.licences ?? [];
      state.profile.licences = on ? [...now, code] : now.filter((one) => one !== code);
      this.profileChanged(true);
    };
    return h(
      'fieldset',
      { class: 'licences' },
      h('legend', {}, said.licences),
      checkbox(said.licencesKnown, held !== null, known, { 'data-focus': 'licences' }),
      held ? kLicences.map((code) => checkbox(code, held.includes(code), toggle(code), { 'data-focus': `licence ${code}` })) : h('span', { class: 'note' }, said.licencesUnknown),
    );
  }

  private profileForm(): HTMLElement {
    const said = t();
    const profile = state.profile;
    const answers = [{ value: 'ANSWER_UNKNOWN', text: said.unknown }, { value: 'YES', text: said.yes }, { value: 'NO', text: said.no }];
    const levels = said.educationLevels.map((text, at) => ({ value: String(at), text }));
    const spoken = [{ value: '', text: said.unknown }, ...said.languageLevels.map((text, at) => ({ value: String(at), text }))];
    const empty = (): void => {
      state.profile = new Profile();
      this.profileChanged(true);
    };
    return h(
      'section',
      { class: 'panel', 'aria-labelledby': 'profile' },
      h('div', { class: 'panel-head' }, heading(2, said.ownProfile, { id: 'profile' }), button(said.clearProfile, empty, {}, 'subtle')),
      paragraph(said.profileIntro, 'field-hint'),
      this.coded(said.wantedOccupations, 'OCCUPATIONS', profile.wanted, 'wanted', (code) => profile.wanted.push(code), (code) => (profile.wanted = profile.wanted.filter((one) => one !== code))),
      this.coded(said.competences, 'COMPETENCES', profile.competences.map((one) => one.code), 'competence', (code) => profile.competences.push({ code, level: 0 }), (code) => (profile.competences = profile.competences.filter((one) => one.code !== code))),
      h('div', { class: 'field-row' }, this.text(said.homePostcode, 'postcode', { maxlength: '7' }), this.text(said.maxKm, 'km', { inputmode: 'numeric', maxlength: '3' })),
      h('div', { class: 'field-row' }, h('div', { class: 'hours' }, this.text(said.hoursWanted, 'hoursMin', { inputmode: 'numeric', maxlength: '2' }), this.text(said.hoursMax, 'hoursMax', { inputmode: 'numeric', maxlength: '2' })), this.pick(said.shiftWork, answers, profile.shiftWork, 'shift', (value) => (profile.shiftWork = value as Answer))),
      h('div', { class: 'field-row field-row--three' }, this.pick(said.education, levels, String(profile.educationLevel), 'education', (value) => (profile.educationLevel = Number(value))), this.pick(said.diploma, answers, profile.diploma, 'diploma', (value) => (profile.diploma = value as Answer)), this.pick(said.dutchSpoken, spoken, profile.dutch, 'dutch', (value) => (profile.dutch = value))),
      this.licences(),
    );
  }
}

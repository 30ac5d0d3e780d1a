// The requirements of the vacancy: their strength, their level, and where the text was misread another code.
import { licences, languages } from 'reference';
import type { Condition, Kind } from '../../api/records';
import { h, onDone, redraw, type Child } from '../../dom';
import { combobox } from '../../parts/combobox';
import { button, field, select, textbox, wholeNumber } from '../../parts/fields';
import { nameOfLanguage, nameOfRequirement, remember } from '../../parts/names';
import { suggest } from '../../parts/recognise';
import { language, t } from '../../texts/language';
import { keyOf, type Draft, type DraftRequirement } from './draft';

const kConditions: Condition[] = ['MUST', 'STRONG', 'WANTED', 'BONUS'];
const kAddable: Kind[] = ['COMPETENCE', 'EXPERIENCE', 'DRIVING_LICENCE', 'EDUCATION', 'SPOKEN_LANGUAGE', 'WRITTEN_LANGUAGE'];

export class RequirementsEditor {
  readonly element = h('div', { class: 'requirements' });
  private adding: Kind = 'COMPETENCE';

  constructor(
    private readonly draft: () => Draft,
    private readonly changed: () => void,
  ) {}

  draw(): void {
    const said = t();
    const all = this.draft().requirements;
    redraw(
      this.element,
      all.length ? h('ul', { class: 'requirement-list' }, all.map((one) => this.row(one))) : h('p', { class: 'field-hint' }, said.noRequirements),
      this.adder(),
    );
  }

  private update(work: () => void): void {
    work();
    this.draw();
    this.changed();
  }

  private row(one: DraftRequirement): HTMLElement {
    const said = t();
    const name = nameOfRequirement(one);
    const key = keyOf(one);
    const strengths = kConditions.map((value) => ({ value, text: said.conditions[value] }));
    const choose = (value: string): void => this.update(() => this.draft().strengthen(one, value as Condition));
    return h(
      'li',
      { class: `requirement requirement--${(one.condition ?? 'WANTED').toLowerCase()}` },
      h('div', { class: 'requirement-name' }, h('span', {}, name), one.text ? h('span', { class: 'note' }, `${said.recognisedIn(one.text)}${one.confidence ? `, ${said.recognisedWith(one.confidence)}` : ''}`) : null),
      h(
        'div',
        { class: 'requirement-controls' },
        select(strengths, one.condition ?? 'WANTED', choose, { 'aria-label': said.strength(name), 'data-focus': `strength ${key}` }),
        this.minimum(one, name),
        this.alternatives(one, name),
        button('×', () => this.update(() => this.draft().takeAway(one)), { 'aria-label': said.remove(name), title: said.remove(name), class: 'button-small remove' }, 'subtle'),
      ),
    );
  }

  private minimum(one: DraftRequirement, name: string): Child {
    const said = t();
    const set = (level: number | undefined, which: 'minLevel' | 'minMonths'): void =>
      this.update(() => {
        if (level) one[which] = level;
        else delete one[which];
        one.origin = 'hand';
      });
    if (one.kind === 'EXPERIENCE') {
      const box = textbox({ inputmode: 'numeric', class: 'short', value: one.minMonths ?? '', 'aria-label': said.monthsOf(name), 'data-focus': `months ${keyOf(one)}` });
      onDone(box, () => set(Math.min(720, wholeNumber(box.value) ?? 0), 'minMonths'));
      return h('span', { class: 'with-unit' }, box, ` ${said.months}`);
    }
    const levels = { COMPETENCE: said.competenceLevels, EDUCATION: said.educationLevels, SPOKEN_LANGUAGE: said.languageLevels, WRITTEN_LANGUAGE: said.languageLevels }[one.kind as string];
    if (!levels) return null;
    const options = levels.map((text, value) => ({ value: String(value), text })).filter((option) => one.kind === 'COMPETENCE' || option.value !== '0');
    return select(options, String(one.minLevel ?? 0), (value) => set(Number(value), 'minLevel'), { 'aria-label': said.level(name), 'data-focus': `level ${keyOf(one)}` });
  }

  private alternatives(one: DraftRequirement, name: string): Child {
    const said = t();
    const others = (one.alternatives ?? []).filter((option) => option.code !== one.code);
    if (!others.length) return null;
    const take = (code: string): void =>
      this.update(() => {
        if (!code) return;
        const alternatives = one.alternatives ?? [];
        this.draft().takeAway(one);
        this.draft().put({ ...one, code, confidence: 0, origin: 'hand', alternatives });
      });
    return select([{ value: '', text: said.correct }, ...others.map((option) => ({ value: option.code, text: option.name }))], '', take, { 'aria-label': said.instead(name), class: 'other' });
  }

  private add(requirement: Omit<DraftRequirement, 'origin' | 'condition'>): void {
    this.update(() => this.draft().put({ condition: 'WANTED', ...requirement, origin: 'hand' }));
  }

  private adder(): HTMLElement {
    const said = t();
    const kinds = kAddable.map((kind) => ({ value: kind, text: said.kinds[kind] }));
    const chooseKind = (kind: string): void => {
      this.adding = kind as Kind;
      this.draw();
    };
    return h(
      'fieldset',
      { class: 'adder' },
      h('legend', {}, said.addRequirement),
      field({ label: said.kindLabel }, select(kinds, this.adding, chooseKind, { 'data-focus': 'add kind' })),
      this.which(),
    );
  }

  private which(): HTMLElement {
    const said = t();
    const pick = (label: string, options: { value: string; text: string }[], take: (value: string) => void): HTMLElement =>
      field({ label }, select([{ value: '', text: '…' }, ...options], '', (value) => value && take(value), { 'data-focus': 'add which' }));
    switch (this.adding) {
      case 'DRIVING_LICENCE':
        return pick(said.whichLabel, licences.map((code) => ({ value: code, text: code })), (code) => this.add({ kind: 'DRIVING_LICENCE', code }));
      case 'EDUCATION':
        return pick(said.whichLabel, said.educationLevels.map((text, at) => ({ value: String(at), text })).slice(1), (level) => this.add({ kind: 'EDUCATION', minLevel: Number(level) }));
      case 'SPOKEN_LANGUAGE':
      case 'WRITTEN_LANGUAGE': {
        const kind = this.adding;
        const options = languages.map((one) => ({ value: one.code, text: nameOfLanguage(one.code) })).sort((a, b) => a.text.localeCompare(b.text, language()));
        return pick(said.whichLabel, options, (code) => this.add({ kind, code, minLevel: 3 }));
      }
      default: {
        const kind = this.adding;
        const label = kind === 'EXPERIENCE' ? said.searchOccupation : said.searchCompetence;
        const box = combobox({
          ask: suggest(kind === 'EXPERIENCE' ? 'OCCUPATIONS' : 'COMPETENCES'),
          choose: (option) => {
            remember(option.code, option.name);
            this.add({ kind, code: option.code });
          },
          focusKey: 'add which',
        });
        return field({ label }, box.input, box.element);
      }
    }
  }
}

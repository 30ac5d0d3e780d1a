// The vacancy as one types it.
import type { Answer, ContractForm } from '../../api/records';
import { h, isTypedIn, later, redraw, replace, type Child } from '../../dom';
import { combobox } from '../../parts/combobox';
import { button, field, select, textarea, textbox } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { nameOfCode, remember } from '../../parts/names';
import { problemView } from '../../parts/problem_view';
import { suggest } from '../../parts/recognise';
import { t } from '../../texts/language';
import { readTitle, readVacancyText } from './reading';
import { RequirementsEditor } from './requirements';
import { state } from './state';
import { Draft } from './draft';

export class VacancyForm {
  readonly element = h('section', { class: 'panel form-panel', 'aria-labelledby': 'vacancy-form' });
  private readonly occupation = h('div', { class: 'occupation' });
  private readonly offer = h('div', {});
  private readonly trouble = h('div', {});
  private readonly requirements: RequirementsEditor;

  constructor(private readonly changed: () => void) {
    this.requirements = new RequirementsEditor(() => state.draft, () => this.changed());
  }

  draw(): void {
    const said = t();
    const draft = state.draft;
    const title = textbox({ value: draft.title, maxlength: 200, 'data-focus': 'title', name: 'title' });
    const text = textarea({ rows: 6, 'data-focus': 'text', name: 'text' });
    text.value = draft.text;
    const titleSoon = later(200, () => void this.read(() => readTitle(draft)));
    const textSoon = later(400, () => void this.read(() => readVacancyText(draft)));
    title.addEventListener('input', () => {
      draft.title = title.value;
      titleSoon();
    });
    text.addEventListener('input', () => {
      draft.text = text.value;
      textSoon();
    });
    this.drawOccupation();
    this.drawOffer();
    this.requirements.draw();
    redraw(
      this.element,
      h('div', { class: 'panel-head' }, heading(2, this.name(), { id: 'vacancy-form' }), button(said.newVacancy, () => this.startAgain(), {}, 'subtle')),
      this.trouble,
      field({ label: said.titleLabel, hint: said.titleHint }, title),
      this.occupation,
      field({ label: said.textLabel, hint: said.textHint }, text),
      this.offer,
      heading(3, said.requirements),
      paragraph(said.requirementsIntro, 'field-hint'),
      this.requirements.element,
    );
  }

  // Codes that an answer has named in the meantime.
  refreshNames(): void {
    if (!isTypedIn(this.occupation)) this.drawOccupation();
    if (!isTypedIn(this.requirements.element)) this.requirements.draw();
    this.refreshHead();
  }

  refreshHead(): void {
    const head = this.element.querySelector('#vacancy-form');
    if (head) head.textContent = this.name();
  }

  private name(): string {
    const said = t();
    const id = state.draft.stored?.id;
    if (!id) return said.pageVacancy;
    return state.draft.isChanged() ? said.changedFromStore(id) : said.fromStore(id);
  }

  private startAgain(): void {
    state.replaceDraft(new Draft());
    this.draw();
    this.changed();
  }

  private async read(work: () => Promise<boolean>): Promise<void> {
    try {
      if (!(await work())) return;
      replace(this.trouble);
    } catch (error) {
      replace(this.trouble, problemView(error));
      return;
    }
    this.drawOccupation();
    this.drawOffer();
    this.requirements.draw();
    this.changed();
  }

  private drawOccupation(): void {
    const said = t();
    const draft = state.draft;
    const chosen = draft.occupation;
    const take = (code: string, confidence: number): void => {
      draft.occupation = { code, confidence, alternatives: chosen?.alternatives ?? [] };
      this.drawOccupation();
      this.changed();
    };
    const box = combobox({
      ask: suggest('OCCUPATIONS'),
      choose: (option) => {
        remember(option.code, option.name);
        take(option.code, 0);
      },
      focusKey: 'occupation',
      placeholder: said.searchOccupation,
    });
    const how = chosen && (chosen.confidence ? said.recognisedWith(chosen.confidence) : draft.stored && !chosen.alternatives.length ? '' : said.byHand);
    const now: Child = chosen ? h('p', { class: 'occupation-now' }, h('b', {}, nameOfCode(chosen.code)), how ? h('span', { class: 'note' }, how) : null, chosen.confidence ? button(said.confirm, () => take(chosen.code, 0), { class: 'chip', 'data-focus': 'confirm' }, 'subtle') : null) : h('p', { class: 'occupation-now note' }, said.occupationNone);
    const others = (chosen?.alternatives ?? []).filter((option) => option.code !== chosen?.code).slice(0, 4);
    const chips = others.map((option) => h('li', {}, button(option.name, () => take(option.code, 0), { class: 'chip', title: option.note }, 'secondary')));
    const made = field({ label: said.occupation, hint: said.occupationHint }, box.input, now, chips.length ? h('ul', { class: 'chips' }, chips) : null, box.element);
    redraw(this.occupation, made);
  }

  private drawOffer(): void {
    const said = t();
    const draft = state.draft;
    const errors = { postcode: h('p', { class: 'field-error', role: 'alert' }), hours: h('p', { class: 'field-error', role: 'alert' }) };
    const judge = (): void => {
      errors.postcode.textContent = draft.postcodeIsWrong() ? said.postcodeWrong : '';
      errors.hours.textContent = draft.hoursAreWrong() ? said.hoursWrong : '';
    };
    const bound = (name: 'postcode' | 'hoursMin' | 'hoursMax', attributes: Record<string, string>): HTMLInputElement => {
      const box = textbox({ ...attributes, value: draft[name], 'data-focus': name, name });
      const soon = later(300, () => this.changed());
      box.addEventListener('input', () => {
        draft[name] = box.value;
        soon();
      });
      box.addEventListener('input', judge);
      return box;
    };
    const pick = (label: string, options: { value: string; text: string }[], now: string, key: string, set: (value: string) => void): HTMLElement =>
      field({ label }, select(options, now, (value) => { set(value); this.changed(); }, { 'data-focus': key }));
    const contracts = [{ value: '', text: said.notStated }, ...Object.entries(said.contracts).map(([value, text]) => ({ value, text }))];
    const shifts = [{ value: 'ANSWER_UNKNOWN', text: said.notStated }, { value: 'YES', text: said.yes }, { value: 'NO', text: said.no }];
    const remotes = said.remoteOptions.map((text, at) => ({ value: String(at * 20), text }));
    judge();
    redraw(
      this.offer,
      h(
        'div',
        { class: 'field-row' },
        field({ label: said.postcode }, bound('postcode', { maxlength: '7', autocapitalize: 'characters' })),
        h('div', { class: 'hours' }, field({ label: said.hoursMin }, bound('hoursMin', { inputmode: 'numeric', maxlength: '2' })), field({ label: said.hoursMax }, bound('hoursMax', { inputmode: 'numeric', maxlength: '2' }))),
      ),
      errors.postcode,
      errors.hours,
      h(
        'div',
        { class: 'field-row field-row--three' },
        pick(said.contract, contracts, draft.contract, 'contract', (value) => (draft.contract = value as ContractForm | '')),
        pick(said.shiftWork, shifts, draft.shiftWork, 'shift', (value) => (draft.shiftWork = value as Answer)),
        pick(said.remote, remotes, String(Math.round(draft.remote / 20) * 20), 'remote', (value) => (draft.remote = Number(value))),
      ),
    );
  }
}

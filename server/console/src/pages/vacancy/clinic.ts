// What the employer could relax, and what it would bring.
import { post } from '../../api/client';
import type { Clinic, Intake, Relaxed } from '../../api/advice';
import { h, type Child } from '../../dom';
import { field, submit, textbox, wholeNumber } from '../../parts/fields';
import { alertBox, heading, paragraph, table } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { formatNumber } from '../../pure/format';
import { apiLanguage, language, t } from '../../texts/language';
import { state } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());
const mean = (intake: Intake | undefined): string => (intake?.topCount ? number(Math.floor((intake.topSum ?? 0) / intake.topCount)) : '–');

export class ClinicView {
  private error: unknown = null;
  private asking = '';
  private typed = state.clinicReach;

  constructor(private readonly changed: () => void) {}

  private request(): object {
    const reach = wholeNumber(state.clinicReach);
    return { ...state.subject(), ...state.weights.part(), ...(reach ? { reach } : {}), language: apiLanguage() };
  }

  private async ask(): Promise<void> {
    const request = this.request();
    const key = JSON.stringify(request);
    if (this.asking === key) return;
    this.asking = key;
    try {
      const clinic = await post<Clinic>('vacancies/clinic', request);
      if (this.asking !== key) return;
      state.clinic = clinic;
      state.clinicFor = key;
      this.error = null;
    } catch (error) {
      if (this.asking !== key) return;
      this.error = error;
    }
    this.asking = '';
    this.changed();
  }

  draw(): Child {
    const said = t();
    if (this.error) {
      const error = this.error;
      return problemView(error, () => {
        this.error = null;
        this.changed();
      });
    }
    const fresh = state.clinicFor === JSON.stringify(this.request());
    if (!fresh) void this.ask();
    const clinic = state.clinic;
    return [heading(3, said.clinicTitle), this.reachForm(), fresh && clinic ? this.answer(clinic) : paragraph(said.loading, 'empty')];
  }

  private reachForm(): HTMLElement {
    const said = t();
    const box = textbox({ value: this.typed, inputmode: 'numeric', maxlength: 6, 'data-focus': 'reach', name: 'reach' });
    const form = h('form', { class: 'inline-form' }, field({ label: said.clinicReach }, box), submit(said.clinicFind, { 'data-focus': 'find' }));
    box.addEventListener('input', () => (this.typed = box.value));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      state.clinicReach = this.typed;
      this.changed();
    });
    return form;
  }

  private answer(clinic: Clinic): Child {
    const said = t();
    const before = clinic.before?.candidates ?? 0;
    const rows = [...(clinic.single ?? [])].sort((a, b) => (b.intake?.candidates ?? 0) - (a.intake?.candidates ?? 0));
    return [
      paragraph(said.clinicNow(number(before), mean(clinic.before)), 'strong'),
      this.set(clinic),
      paragraph(said.clinicIntro, 'field-hint'),
      rows.length
        ? table<Relaxed>(
            said.clinicTitle,
            [
              { head: said.clinicRelaxation, rowHead: true, cell: (one) => (one.relaxations ?? []).map((relaxation) => relaxation.name ?? relaxation.kind ?? '').join(', ') },
              { head: said.clinicCandidates, number: true, cell: (one) => number(one.intake?.candidates) },
              { head: said.clinicMore, number: true, cell: (one) => `+${number(Math.max(0, (one.intake?.candidates ?? 0) - before))}` },
              { head: said.clinicMean, number: true, cell: (one) => mean(one.intake) },
            ],
            rows,
          )
        : paragraph(said.clinicNone, 'empty'),
    ];
  }

  private set(clinic: Clinic): Child {
    const said = t();
    const set = clinic.cheapest ?? clinic.widest;
    if (!clinic.reach) return null;
    if ((clinic.before?.candidates ?? 0) >= clinic.reach) return alertBox('ok', said.clinicEnough);
    if (!set) return null;
    const told = clinic.cheapest ? said.clinicCheapest : said.clinicWidest;
    return alertBox(clinic.cheapest ? 'ok' : 'info', h('p', {}, `${told(number(set.intake?.candidates))}:`), h('ul', {}, (set.relaxations ?? []).map((one) => h('li', {}, one.name ?? one.kind ?? ''))));
  }
}

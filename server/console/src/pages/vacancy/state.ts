// What the page of a vacancy knows. It outlives the page's elements: nothing typed is lost.
import { Latest, post } from '../../api/client';
import type { SeekerRow, VacancyMatches } from '../../api/answers';
import type { Clinic } from '../../api/advice';
import { wholeNumber } from '../../parts/fields';
import { rememberItems, remember } from '../../parts/names';
import { ChosenWeights } from '../../pure/weights';
import { apiLanguage } from '../../texts/language';
import { Draft } from './draft';

export type ResultTab = 'list' | 'map' | 'near' | 'questions' | 'clinic' | 'compare' | 'shortlist';

export interface Candidate {
  row: SeekerRow;
  answer: VacancyMatches; // the items that the row refers to
}

class VacancyState {
  draft = new Draft();
  readonly weights = new ChosenWeights();
  filters = { km: '', region: '', availableBy: '', excludeUnknown: false };
  whyNotTyped = '';
  top = 20;
  tab: ResultTab = 'list';
  answer: VacancyMatches | null = null;
  error: unknown = null;
  busy = false;
  milliseconds = 0;
  clinic: Clinic | null = null;
  clinicReach = '';
  clinicFor = '';
  compared: Candidate[] = []; // at most two
  shortlist: Candidate[] = [];
  zoomed = true;
  private readonly latest = new Latest();
  private answered = '';

  // What is asked about: the stored vacancy, or what stands in the form.
  subject(): object {
    return this.draft.isChanged() ? { vacancy: this.draft.toVacancy() } : { vacancyId: this.draft.stored?.id };
  }

  private filterPart(): object {
    const { km, region, availableBy, excludeUnknown } = this.filters;
    const distance = wholeNumber(km);
    const filters = { ...(distance ? { maxDistanceKm: Math.min(400, distance) } : {}), ...(region ? { regions: [region] } : {}), ...(availableBy ? { availableBy } : {}) };
    return { ...(Object.keys(filters).length ? { filters } : {}), ...(excludeUnknown ? { unknown: 'EXCLUDE' } : {}) };
  }

  request(): object {
    return {
      ...this.subject(),
      top: this.top,
      ...this.weights.part(),
      ...this.filterPart(),
      ...(this.tab === 'near' ? { nearMisses: 20 } : {}),
      language: apiLanguage(),
      explanation: 'DATA',
      countEligible: true,
    };
  }

  isAnswered(): boolean {
    return this.answer !== null && this.answered === JSON.stringify(this.request());
  }

  // Asks for the list, unless it is the one that is there. `changed` when there is something else to show.
  async match(changed: () => void, force = false): Promise<void> {
    if (!this.draft.canBeMatched()) {
      this.answer = null;
      return changed();
    }
    const request = this.request();
    const key = JSON.stringify(request);
    if (!force && this.error === null && this.answered === key) return;
    this.answered = key;
    this.busy = true;
    changed();
    const start = performance.now();
    try {
      const answer = await this.latest.ask((signal) => post<VacancyMatches>('vacancies/matches', request, signal));
      if (!answer) return;
      this.answer = answer;
      this.error = null;
      this.weights.learn(answer.weights);
      this.milliseconds = Math.round(performance.now() - start);
      rememberItems(answer.items);
      remember(answer.vacancy?.occupation?.code, answer.vacancy?.occupation?.name);
    } catch (error) {
      this.error = error;
      this.answered = '';
    }
    this.busy = false;
    changed();
  }

  toggle(list: 'compared' | 'shortlist', candidate: Candidate): void {
    const id = candidate.row.seeker?.id;
    const there = this[list].some((one) => one.row.seeker?.id === id);
    if (there) this[list] = this[list].filter((one) => one.row.seeker?.id !== id);
    else this[list] = [...this[list], candidate].slice(list === 'compared' ? -2 : 0);
  }

  has(list: 'compared' | 'shortlist', id: string | undefined): boolean {
    return this[list].some((one) => one.row.seeker?.id === id);
  }

  replaceDraft(draft: Draft): void {
    this.draft = draft;
    this.answer = null;
    this.error = null;
    this.answered = '';
    this.clinic = null;
    this.compared = [];
    this.shortlist = [];
    this.top = 20;
    this.tab = 'list';
  }
}

export const state = new VacancyState();

// A vacancy as it is being typed.
import type { Answer, Condition, ContractForm, Requirement, Vacancy } from '../../api/records';
import type { Option } from '../../parts/combobox';
import { wholeNumber } from '../../parts/fields';

export interface DraftRequirement extends Requirement {
  origin: 'text' | 'hand' | 'store';
  alternatives?: Option[];
}

export interface DraftOccupation {
  code: string;
  confidence: number; // 0: not recognised, chosen or delivered
  alternatives: Option[];
}

const kPostcode = /^[1-9]\d{3}( ?[A-Z]{2})?$/i;

export const sameThing = (a: Requirement, b: Requirement): boolean => a.kind === b.kind && (a.code ?? '') === (b.code ?? '');
export const keyOf = (one: Requirement): string => `${one.kind} ${one.code ?? ''}`;

export class Draft {
  stored: Vacancy | null = null; // as it was fetched
  title = '';
  text = '';
  occupation: DraftOccupation | null = null;
  requirements: DraftRequirement[] = [];
  dismissed = new Set<string>(); // taken away by hand: the text does not bring them back
  postcode = '';
  hoursMin = '';
  hoursMax = '';
  contract: ContractForm | '' = '';
  shiftWork: Answer = 'ANSWER_UNKNOWN';
  remote = 0;

  static of(vacancy: Vacancy): Draft {
    const draft = new Draft();
    draft.stored = vacancy;
    draft.title = vacancy.title ?? '';
    draft.text = vacancy.description ?? '';
    if (vacancy.occupation) draft.occupation = { code: vacancy.occupation, confidence: vacancy.occupationConfidence ?? 0, alternatives: [] };
    draft.requirements = (vacancy.requirements ?? []).map((one) => ({ ...one, origin: 'store' }));
    draft.postcode = vacancy.offer?.postcode ?? '';
    draft.hoursMin = String(vacancy.offer?.hours?.min ?? '');
    draft.hoursMax = String(vacancy.offer?.hours?.max ?? '');
    draft.contract = vacancy.offer?.contractForms?.[0] ?? '';
    draft.shiftWork = vacancy.offer?.shiftWork ?? 'ANSWER_UNKNOWN';
    draft.remote = vacancy.offer?.remotePercent ?? 0;
    return draft;
  }

  postcodeIsWrong(): boolean {
    return this.postcode.trim() !== '' && !kPostcode.test(this.postcode.trim());
  }

  hoursAreWrong(): boolean {
    const [min, max] = [wholeNumber(this.hoursMin), wholeNumber(this.hoursMax)];
    const unreadable = (text: string, value: number | undefined): boolean => text.trim() !== '' && (value === undefined || value > 80);
    return unreadable(this.hoursMin, min) || unreadable(this.hoursMax, max) || (min !== undefined && max !== undefined && min > max);
  }

  // Only what counts: the title and the text give no points.
  toVacancy(): Vacancy {
    const made: Vacancy = {};
    if (this.stored?.id) made.id = this.stored.id;
    if (this.stored?.employer) made.employer = this.stored.employer;
    if (this.occupation) {
      made.occupation = this.occupation.code;
      if (this.occupation.confidence) made.occupationConfidence = this.occupation.confidence;
    }
    made.requirements = this.requirements.map(({ origin: _origin, alternatives: _alternatives, ...one }) => one);
    made.offer = this.offer();
    return made;
  }

  private offer(): NonNullable<Vacancy['offer']> {
    const offer: NonNullable<Vacancy['offer']> = {};
    if (this.postcode.trim() && !this.postcodeIsWrong()) offer.postcode = this.postcode.replace(/\s/g, '').toUpperCase();
    const [min, max] = [wholeNumber(this.hoursMin), wholeNumber(this.hoursMax)];
    if (!this.hoursAreWrong() && (min !== undefined || max !== undefined))
      offer.hours = { ...(min !== undefined ? { min } : {}), ...(max !== undefined ? { max } : {}) };
    const others = (this.stored?.offer?.contractForms ?? []).slice(1);
    if (this.contract) offer.contractForms = [this.contract, ...others.filter((form) => form !== this.contract)];
    if (this.shiftWork !== 'ANSWER_UNKNOWN') offer.shiftWork = this.shiftWork;
    if (this.remote) offer.remotePercent = this.remote;
    return offer;
  }

  // Whether it differs from what was fetched in anything that counts.
  isChanged(): boolean {
    return !this.stored || this.scoredPart() !== Draft.of(this.stored).scoredPart();
  }

  // Tells drafts apart by all that changes a list.
  scoredPart(): string {
    return JSON.stringify(this.toVacancy());
  }

  canBeMatched(): boolean {
    return this.occupation !== null || this.requirements.length > 0;
  }

  put(requirement: DraftRequirement): void {
    this.dismissed.delete(keyOf(requirement));
    const at = this.requirements.findIndex((one) => sameThing(one, requirement));
    if (at >= 0) this.requirements[at] = requirement;
    else this.requirements.push(requirement);
  }

  takeAway(requirement: DraftRequirement): void {
    this.dismissed.add(keyOf(requirement));
    this.requirements = this.requirements.filter((one) => one !== requirement);
  }

  // What a text says takes the place of what the text before said; what was done by hand stays.
  takeFromText(found: DraftRequirement[]): void {
    const kept = this.requirements.filter((one) => one.origin !== 'text');
    const fresh = found.filter((one, at) => !this.dismissed.has(keyOf(one)) && !kept.some((old) => sameThing(old, one)) && found.findIndex((first) => sameThing(first, one)) === at);
    this.requirements = [...kept, ...fresh];
  }

  strengthen(requirement: DraftRequirement, condition: Condition): void {
    requirement.condition = condition;
    requirement.origin = 'hand';
  }
}

// A client's profile as it is being filled in. What is left empty is unknown.
import type { Answer, Seeker } from '../../api/records';
import { wholeNumber } from '../../parts/fields';

export class Profile {
  wanted: string[] = [];
  competences: { code: string; level: number }[] = [];
  postcode = '';
  km = '';
  hoursMin = '';
  hoursMax = '';
  educationLevel = 0;
  diploma: Answer = 'ANSWER_UNKNOWN';
  licences: string[] | null = null; // null: unknown
  dutch = ''; // spoken, 0..4; '': unknown
  shiftWork: Answer = 'ANSWER_UNKNOWN';

  canBeMatched(): boolean {
    return this.wanted.length > 0 || this.competences.length > 0;
  }

  toSeeker(): Seeker {
    const made: Seeker = {};
    if (/^[1-9]\d{3}( ?[A-Z]{2})?$/i.test(this.postcode.trim())) made.postcode = this.postcode.replace(/\s/g, '').toUpperCase();
    const km = wholeNumber(this.km);
    if (km) made.travel = { maxDistanceKm: Math.min(400, km) };
    if (this.wanted.length) made.wantedOccupations = this.wanted;
    if (this.competences.length) made.competences = this.competences.map(({ code, level }) => ({ code, ...(level ? { level } : {}) }));
    if (this.educationLevel) made.education = [{ level: this.educationLevel, ...(this.diploma === 'ANSWER_UNKNOWN' ? {} : { diploma: this.diploma }) }];
    if (this.dutch !== '') made.languages = [{ language: 'nld', spoken: Number(this.dutch) }];
    if (this.licences) made.drivingLicences = { categories: this.licences };
    const [min, max] = [wholeNumber(this.hoursMin), wholeNumber(this.hoursMax)];
    const ordered = min === undefined || max === undefined || min <= max;
    if (ordered && (min !== undefined || max !== undefined))
      made.hours = { ...(min !== undefined ? { min: Math.min(80, min) } : {}), ...(max !== undefined ? { max: Math.min(80, max) } : {}) };
    if (this.shiftWork !== 'ANSWER_UNKNOWN') made.shiftWork = this.shiftWork;
    return made;
  }
}

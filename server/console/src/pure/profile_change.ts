// What-if: one change made of several.
import type { ProfileChange } from '../api/advice';

// Later ones win where only one value is possible.
export function joined(changes: ProfileChange[]): ProfileChange {
  const all: ProfileChange = {};
  for (const one of changes) {
    if (one.competences?.length) all.competences = [...(all.competences ?? []), ...one.competences.map(({ code, level }) => ({ ...(code ? { code } : {}), ...(level ? { level } : {}) }))];
    if (one.drivingLicences?.length) all.drivingLicences = [...(all.drivingLicences ?? []), ...one.drivingLicences];
    if (one.languages?.length) all.languages = [...(all.languages ?? []), ...one.languages.map(({ code, level }) => ({ ...(code ? { code } : {}), ...(level ? { level } : {}) }))];
    if (one.diplomas?.length) all.diplomas = [...(all.diplomas ?? []), ...one.diplomas];
    if (one.hoursMin !== undefined) all.hoursMin = one.hoursMin;
    if (one.hoursMax !== undefined) all.hoursMax = one.hoursMax;
    if (one.maxDistanceKm !== undefined) all.maxDistanceKm = one.maxDistanceKm;
  }
  return all;
}

// Tells changes apart, whatever they are called.
export function keyOf(change: ProfileChange): string {
  return JSON.stringify(joined([change]));
}

export function isEmpty(change: ProfileChange): boolean {
  return Object.keys(joined([change])).length === 0;
}

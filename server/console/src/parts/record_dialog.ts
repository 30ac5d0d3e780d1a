// The full record of a person: a step of its own, that says beforehand that it is logged.
import { post } from '../api/client';
import type { Seeker } from '../api/records';
import { h, replace, type Child } from '../dom';
import { formatDate } from '../pure/format';
import { session } from '../session';
import { language, t } from '../texts/language';
import { openDialog } from './dialog';
import { button } from './fields';
import { alertBox, facts, paragraph } from './layout';
import { nameOfCode, nameOfLanguage } from './names';
import { problemView } from './problem_view';

const list = (texts: string[]): Child => (texts.length ? h('ul', {}, texts.map((one) => h('li', {}, one))) : t().unknown);

function answer(value: string | undefined): string {
  return { YES: t().yes, NO: t().no }[value ?? ''] ?? t().unknown;
}

function rowsOf(seeker: Seeker): [string, Child][] {
  const said = t();
  const { travel, hours, availability } = seeker;
  const travelText = [travel?.maxDistanceKm ? `${travel.maxDistanceKm} km` : '', travel?.maxMinutes ? `${travel.maxMinutes} min` : ''].filter(Boolean).join(', ');
  return [
    [said.wantedOccupations, list([...(seeker.wantedOccupations ?? []).map(nameOfCode), ...(seeker.wantedTitles ?? []).map((one) => one.text ?? '')])],
    [said.competences, list((seeker.competences ?? []).map((one) => [one.text || nameOfCode(one.code), one.level ? said.competenceLevels[one.level] : '', one.lastUsedYear || ''].filter(Boolean).join(', ')))],
    [said.kinds.EXPERIENCE, list((seeker.experience ?? []).map((one) => [one.text || nameOfCode(one.occupation), one.months ? `${one.months} ${said.months}` : '', one.lastYear || ''].filter(Boolean).join(', ')))],
    [said.education, list((seeker.education ?? []).map((one) => `${said.educationLevels[one.level ?? 0]}${one.field ? ` ${one.field}` : ''}, ${said.diploma.toLowerCase()}: ${answer(one.diploma)}`))],
    [said.kinds.SPOKEN_LANGUAGE.split(' ')[0] ?? '', list((seeker.languages ?? []).map((one) => `${nameOfLanguage(one.language)}: ${one.spoken ?? '?'} / ${one.written ?? '?'}`))],
    [said.licences, seeker.drivingLicences ? (seeker.drivingLicences.categories ?? []).join(', ') || said.no : said.unknown],
    [said.homePostcode, seeker.postcode || said.unknown],
    [said.maxKm, travelText || said.unknown],
    [said.hoursUnit, hours ? `${hours.min ?? '?'} – ${hours.max ?? '?'}` : said.unknown],
    [said.shiftWork, answer(seeker.shiftWork)],
    [said.contract, list((seeker.contractForms ?? []).map((form) => said.contracts[form] ?? form))],
    [said.available, availability?.from ? formatDate(availability.from, language()) : said.unknown],
    [said.presentation, seeker.presentation || said.unknown],
  ];
}

export function offerFullRecord(id: string): void {
  const said = t();
  const purpose = session.info.purposes?.find((one) => one.code === session.purpose)?.name ?? session.purpose;
  const dialog = openDialog(said.fullRecordTitle(id));
  const open = async (): Promise<void> => {
    try {
      const { seeker } = await post<{ seeker?: Seeker }>('seekers/get', { id });
      replace(dialog.body, facts(rowsOf(seeker ?? {})));
    } catch (error) {
      replace(dialog.body, problemView(error, () => void open()));
    }
  };
  replace(dialog.body, alertBox('warning', paragraph(said.fullRecordWarning(purpose))), h('div', { class: 'actions' }, button(said.openRecord, () => void open(), { class: 'open-record' }, 'primary'), button(said.cancel, dialog.close)));
}

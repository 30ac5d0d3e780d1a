// Names of codes: those that travel with the console, and those that answers have told.
import { languages } from 'reference';
import type { Item } from '../api/answers';
import type { Kind, Requirement } from '../api/records';
import { language, t } from '../texts/language';

const told = new Map<string, string>();

export function remember(code: string | undefined, name: string | undefined): void {
  if (code && name) told.set(`${language()} ${code}`, name);
}

// "lassen (niveau 3)" of an item with a minimum is "lassen".
export function rememberItems(items: Item[] | undefined): void {
  for (const item of items ?? []) {
    if (item.kind !== 'COMPETENCE' && item.kind !== 'EXPERIENCE') continue;
    const bare = (item.name ?? '').replace(/ \([^()]*\)$/, (end) => (item.minimum ? '' : end));
    remember(item.code, item.kind === 'EXPERIENCE' ? bare.replace(/^(ervaring als|experience as) /, '') : bare);
  }
}

const lastPart = (code: string): string => code.replace(/^.*[:/]/, '').replace(/[-_]/g, ' ');

export function nameOfCode(code: string | undefined): string {
  if (!code) return t().unknown;
  return told.get(`${language()} ${code}`) ?? told.get(`nl ${code}`) ?? told.get(`en ${code}`) ?? lastPart(code);
}

export function nameOfLanguage(code: string | undefined): string {
  return languages.find((one) => one.code === code)?.[language()] ?? code ?? '';
}

// What a requirement is about, without its level.
export function nameOfRequirement(one: Requirement): string {
  const said = t();
  const kind: Kind = one.kind ?? 'COMPETENCE';
  switch (kind) {
    case 'DRIVING_LICENCE':
      return `${said.kinds.DRIVING_LICENCE.toLowerCase()} ${one.code ?? ''}`;
    case 'EDUCATION':
      return said.kinds.EDUCATION.toLowerCase();
    case 'SPOKEN_LANGUAGE':
    case 'WRITTEN_LANGUAGE':
      return `${nameOfLanguage(one.code)} (${said.kinds[kind].split(' ').pop() ?? ''})`;
    case 'EXPERIENCE':
      return `${said.kinds.EXPERIENCE.toLowerCase()}: ${nameOfCode(one.code)}`;
    default:
      return nameOfCode(one.code);
  }
}

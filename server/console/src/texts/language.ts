// The language of the console, and what it says in it.
import type { Language } from '../pure/format';
import { en } from './en';
import { nl, type Texts } from './nl';

const kKey = 'schakel.language';
let current: Language = sessionStorage.getItem(kKey) === 'en' ? 'en' : 'nl';

export const language = (): Language => current;
export const apiLanguage = (): 'NL' | 'EN' => (current === 'nl' ? 'NL' : 'EN');
export const t = (): Texts => (current === 'nl' ? nl : en);

export function chooseLanguage(chosen: Language): void {
  current = chosen;
  sessionStorage.setItem(kKey, chosen);
}

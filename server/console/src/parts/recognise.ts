// Words to codes: what the recogniser makes of what somebody types.
import { post } from '../api/client';
import type { RecogniseAnswer, RecognisedConcept } from '../api/advice';
import { language, t } from '../texts/language';
import type { Option } from './combobox';

export type What = 'OCCUPATIONS' | 'COMPETENCES';

export async function recognise(texts: string[], kind: What, top: number, signal?: AbortSignal): Promise<RecognisedConcept[][]> {
  const request = { texts, kind, top, language: language() === 'nl' ? 'NL' : 'EN' };
  const answer = await post<RecogniseAnswer>('recognise', request, signal);
  return (answer.texts ?? []).map((one) => one.concepts ?? []);
}

export const asOption = (found: RecognisedConcept): Option => ({
  code: found.code ?? '',
  name: found.name || found.label || found.code || '',
  note: t().recognisedWith(found.confidence ?? 0),
});

// For a box that suggests.
export function suggest(kind: What): (text: string) => Promise<Option[]> {
  return async (text) => ((await recognise([text], kind, 8))[0] ?? []).map(asOption);
}

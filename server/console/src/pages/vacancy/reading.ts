// As one types: the title becomes an occupation, the text becomes requirements.
import { Latest } from '../../api/client';
import { asOption, recognise } from '../../parts/recognise';
import { remember } from '../../parts/names';
import { readText } from '../../pure/read_text';
import type { Draft, DraftRequirement } from './draft';

const kSureEnough = 65; // percent: below, a phrase is not taken for a competence
const kLikely = 15; // an occupation is proposed from here on; it counts less while it is in doubt

const titles = new Latest();
const texts = new Latest();

export async function readTitle(draft: Draft): Promise<boolean> {
  const title = draft.title.trim();
  if (title.length < 3) return false;
  const answer = await titles.ask((signal) => recognise([title], 'OCCUPATIONS', 6, signal));
  const found = answer?.[0];
  const best = found?.[0];
  if (!found || !best?.code) return false;
  for (const one of found) remember(one.code, one.name || one.label);
  const others = found.filter((one) => (one.confidence ?? 0) > 0);
  const likely = (best.confidence ?? 0) >= kLikely;
  draft.occupation = likely ? { code: best.code, confidence: best.confidence ?? 0, alternatives: others.map(asOption) } : null;
  return true;
}

// Also takes hours, postcode and shifts, where nothing is filled in yet.
export async function readVacancyText(draft: Draft): Promise<boolean> {
  const read = readText(draft.text);
  if (read.hours && !draft.hoursMin && !draft.hoursMax) {
    draft.hoursMin = String(read.hours.min);
    draft.hoursMax = String(read.hours.max);
  }
  if (read.postcode && !draft.postcode) draft.postcode = read.postcode;
  if (read.shiftWork && draft.shiftWork === 'ANSWER_UNKNOWN') draft.shiftWork = 'YES';
  const found: DraftRequirement[] = read.requirements.map((one) => ({ ...one, origin: 'text' }));
  if (read.phrases.length) {
    const answer = await texts.ask((signal) => recognise(read.phrases.map((one) => one.text), 'COMPETENCES', 5, signal));
    if (!answer) return false;
    answer.forEach((concepts, at) => {
      const best = concepts[0];
      const phrase = read.phrases[at];
      if (!best?.code || !phrase || (best.confidence ?? 0) < kSureEnough) return;
      for (const one of concepts) remember(one.code, one.name || one.label);
      const confidence = best.confidence ?? 0;
      found.push({ kind: 'COMPETENCE', code: best.code, condition: phrase.condition, text: phrase.text, confidence, origin: 'text', alternatives: concepts.map(asOption) });
    });
  }
  draft.takeFromText(found);
  return true;
}

// What a vacancy's text says that needs no taxonomy: strength of a wish, licences, education, languages, hours,
// shifts, postcode; and the phrases that are worth asking the recogniser for.
import type { Condition, Requirement } from '../api/records';

export interface ReadText {
  requirements: Requirement[];
  phrases: { text: string; condition: Condition }[];
  hours?: { min: number; max: number };
  postcode?: string;
  shiftWork?: boolean;
}

const kStrengths: [Condition, RegExp][] = [
  ['BONUS', /\b(pre|pré|een plus|mooi meegenomen|nice to have|an? (plus|advantage))\b|\bis een pre\b/i],
  ['STRONG', /\b(zeer gewenst|sterke voorkeur|bij voorkeur|strongly (preferred|desired)|highly desirable)\b/i],
  ['MUST', /\b(moet|moeten|vereist(e)?|verplicht|noodzakelijk|must|required|mandatory|essential)\b/i],
];

export function strengthOf(sentence: string): Condition {
  return kStrengths.find(([, words]) => words.test(sentence))?.[0] ?? 'WANTED';
}

const kLevels: [number, RegExp][] = [
  [6, /\b(wo|universitair|academisch|university degree)\b/i],
  [5, /\b(hbo|bachelor)\b/i],
  [4, /\b(mbo|secondary vocational)\b/i],
  [3, /\b(havo|vwo)\b/i],
  [2, /\bvmbo\b/i],
];

const kLanguages: [string, RegExp][] = [
  ['nld', /\b(nederlands(e taal)?|dutch)\b/i],
  ['eng', /\b(engels(e taal)?|english)\b/i],
  ['deu', /\b(duits(e taal)?|german)\b/i],
  ['fra', /\b(frans(e taal)?|french)\b/i],
];

const kLicence = /\b(?:rijbewijs|driving licen[cs]e)\s*(?:categorie\s*)?(AM|A1|A2|A|BE|B\+|B|C1E|CE|C1|C|D1E|DE|D1|D|T)(?![A-Za-z0-9])/gi;
const kHours = /\b(\d{1,2})(?:\s*(?:-|–|tot|à|to)\s*(\d{1,2}))?\s*(?:uur|uren|hours)\b(?!\s*per dag)/i;
// Four digits and two letters; or four digits before the name of a place, unless they could be a year.
const kPostcode = /\b([1-9]\d{3})\s?([A-Z]{2})\b/;
const kPostcodeOfPlace = /\b(?!19[89]\d|20[0-3]\d)([1-9]\d{3})\s+(?=[A-Z'][\w'-]*[a-z])/;
const kShifts = /\b(ploegen(dienst(en)?)?|wisseldienst(en)?|nachtdienst(en)?|onregelmatige (diensten|tijden)|shift work|shifts)\b/i;

const kLead = /^(?:[-*•·–]|\d+[.)])\s*/;

// Lines, sentences, and the parts of an enumeration, each with the sentence that it stood in.
function partsOf(text: string): { text: string; sentence: string }[] {
  const sentences = text.split(/\r?\n|(?<=[.!?;])\s+/).map((line) => line.trim().replace(kLead, ''));
  return sentences
    .filter((sentence) => sentence.length > 2)
    .flatMap((sentence) =>
      sentence
        .replace(/(woord) en (geschrift)|(spoken) and (written)/i, '$1$3/$2$4')
        .split(/,|;|\s+en\s+|\s+and\s+|\s+of\s+|\s+or\s+/)
        .map((part) => ({ text: part.trim().replace(/[.!?:]+$/, ''), sentence })),
    );
}

// What is said around a wish and is no part of it: "je hebt ervaring met ...", "... is een pre".
const kBefore =
  /^(je|u|jij|you|hebt|heeft|bent|kunt|have|are|can|wij vragen|we vragen|gevraagd|vereist|bij voorkeur|preferably|kennis van|ervaring (met|in|als)|goed kunnen|knowledge of|experience (with|in)|een|the|a|an)\s*:?\s+/i;
const kAfter =
  /(^|\s+)((is|zijn) (een )?(pre|vereist|verplicht|gewenst|zeer gewenst|noodzakelijk|plus)|(is|are) (a plus|an advantage|required|mandatory|desired))$/i;

const kManner = /^(woord\/geschrift|spoken\/written|spoken|written)$/i; // of a language

function bare(part: string): string {
  let text = part.replace(kAfter, '').trim();
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(kBefore, '');
  }
  return text;
}

function requirementsIn(part: string, sentence: string, condition: Condition): Requirement[] {
  const made: Requirement[] = [];
  for (const licence of part.matchAll(kLicence))
    made.push({ kind: 'DRIVING_LICENCE', code: (licence[1] ?? '').toUpperCase(), condition });
  const level = kLevels.find(([, words]) => words.test(part));
  if (level) made.push({ kind: 'EDUCATION', minLevel: level[0], condition });
  for (const [code, words] of kLanguages) {
    if (!words.test(part)) continue;
    made.push({ kind: 'SPOKEN_LANGUAGE', code, minLevel: 3, condition });
    if (/\b(schrift|schrijf|schrijv|writ|woord\/?.*geschrift)/i.test(sentence))
      made.push({ kind: 'WRITTEN_LANGUAGE', code, minLevel: 3, condition });
  }
  return made;
}

export function readText(text: string, mostPhrases = 40): ReadText {
  const read: ReadText = { requirements: [], phrases: [] };
  const seen = new Set<string>();
  for (const part of partsOf(text)) {
    const condition = strengthOf(part.sentence);
    const found = requirementsIn(part.text, part.sentence, condition);
    for (const one of found) {
      const key = `${one.kind} ${one.code ?? ''}`;
      if (!seen.has(key)) read.requirements.push(one);
      seen.add(key);
    }
    const phrase = bare(part.text);
    const words = phrase.split(/\s+/).length;
    if (found.length || kManner.test(phrase) || phrase.length < 4 || words > 8 || kHours.test(phrase) || seen.has(phrase.toLowerCase())) continue;
    seen.add(phrase.toLowerCase());
    if (read.phrases.length < mostPhrases) read.phrases.push({ text: phrase.slice(0, 200), condition });
  }
  const hours = kHours.exec(text);
  if (hours && Number(hours[1]) >= 4) {
    const [low, high] = [Number(hours[1]), Number(hours[2] ?? hours[1])];
    if (low <= high && high <= 60) read.hours = { min: low, max: high };
  }
  const postcode = kPostcode.exec(text);
  const place = kPostcodeOfPlace.exec(text);
  if (postcode) read.postcode = `${postcode[1]}${postcode[2]}`;
  else if (place?.[1]) read.postcode = place[1];
  if (kShifts.test(text)) read.shiftWork = true;
  return read;
}

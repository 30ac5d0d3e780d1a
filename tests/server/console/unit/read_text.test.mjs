import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleModule } from '../support/bundle.mjs';

const { readText, strengthOf } = await consoleModule('pure/read_text');

const kVacancy = `Wij zoeken een vrachtwagenchauffeur voor 32-40 uur per week in 3011 AB Rotterdam.
- Rijbewijs CE is vereist
- Je hebt ervaring met laden en lossen
- Goede beheersing van de Nederlandse taal in woord en geschrift
- mbo is een pre
- Bij voorkeur kennis van digitale tachograaf
Werken in ploegendienst.`;

test('licences, education and languages in a text become requirements, each as strong as its sentence says', () => {
  assert.deepEqual(readText(kVacancy).requirements, [
    { kind: 'DRIVING_LICENCE', code: 'CE', condition: 'MUST' },
    { kind: 'SPOKEN_LANGUAGE', code: 'nld', minLevel: 3, condition: 'WANTED' },
    { kind: 'WRITTEN_LANGUAGE', code: 'nld', minLevel: 3, condition: 'WANTED' },
    { kind: 'EDUCATION', minLevel: 4, condition: 'BONUS' },
  ]);
});

test('a language that is asked spoken and written is two requirements, in English too', () => {
  const { requirements, phrases } = readText('Dutch, spoken and written, is required.');
  assert.deepEqual(requirements.map((one) => [one.kind, one.condition]), [['SPOKEN_LANGUAGE', 'MUST'], ['WRITTEN_LANGUAGE', 'MUST']]);
  assert.deepEqual(phrases, []);
});

test('hours, postcode and shifts are found', () => {
  const read = readText(kVacancy);
  assert.deepEqual(read.hours, { min: 32, max: 40 });
  assert.equal(read.postcode, '3011AB');
  assert.equal(read.shiftWork, true);
});

test('four digits before a place are its postcode, and a year is none', () => {
  assert.equal(readText('Werken in 3047 Rotterdam').postcode, '3047');
  assert.equal(readText("Werken in 2513 's-Gravenhage").postcode, '2513');
  assert.equal(readText('Start: januari 2027 Wij zoeken').postcode, undefined);
  assert.equal(readText('Loon tot 3500 euro').postcode, undefined);
});

test('what is left are phrases for the recogniser, without what is said around them', () => {
  const { phrases } = readText(kVacancy);
  assert.deepEqual(phrases.map((one) => [one.text, one.condition]), [
    ['laden', 'WANTED'],
    ['lossen', 'WANTED'],
    ['digitale tachograaf', 'STRONG'],
    ['Werken in ploegendienst', 'WANTED'],
  ]);
});

test('a wish is only a must where the sentence says so', () => {
  assert.equal(strengthOf('Rijbewijs B is een pre'), 'BONUS');
  assert.equal(strengthOf('Rijbewijs B vereist'), 'MUST');
  assert.equal(strengthOf('Bij voorkeur rijbewijs B'), 'STRONG');
  assert.equal(strengthOf('Rijbewijs B'), 'WANTED');
});

test('BE is not read as B, and hours a day are not hours a week', () => {
  assert.equal(readText('Rijbewijs BE').requirements[0].code, 'BE');
  assert.equal(readText('8 uur per dag').hours, undefined);
});

test('an empty text says nothing, and a text of a megabyte is read within two seconds', () => {
  assert.deepEqual(readText(''), { requirements: [], phrases: [] });
  const start = performance.now();
  readText('Je hebt ervaring met lassen, solderen en monteren. '.repeat(20000));
  assert.ok(performance.now() - start < 2000);
});

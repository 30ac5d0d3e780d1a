// What the console says in its own words of what the service has a fixed word for.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { consoleModule, source } from '../support/bundle.mjs';

const { nl } = await consoleModule('texts/nl');
const { en } = await consoleModule('texts/en');
const { codeOfType } = await consoleModule('pure/problem_code');

const filesOf = (folder) =>
  readdirSync(join(source, folder), { withFileTypes: true }).flatMap((one) => {
    const path = `${folder}/${one.name}`;
    if (one.isDirectory()) return filesOf(path);
    return path.endsWith('.cc') ? [readFileSync(join(source, path), 'utf8')] : [];
  });
const service = ['server/live', 'server/service', 'server/http'].flatMap(filesOf).join('\n');

test('the code of a problem is the last part of its type', () => {
  assert.equal(codeOfType('urn:schakel:problem:too-many-attempts'), 'too-many-attempts');
  assert.equal(codeOfType('about:blank'), '');
  assert.equal(codeOfType(''), '');
});

test('every problem that has words of its own is one that the service has, in both languages', () => {
  assert.ok(service.includes('"urn:schakel:problem:" + problem.code'), 'the type that the code is read from');
  assert.deepEqual(Object.keys(nl.problems), Object.keys(en.problems));
  for (const code of Object.keys(nl.problems)) assert.ok(service.includes(`"${code}"`), code);
});

test('every 429 and 503 of the service has words of its own', () => {
  const codes = [...service.matchAll(/refuse\((?:429|503), "([a-z-]+)"|status = (?:429|503), \.code = "([a-z-]+)"/g)].map((found) => found[1] ?? found[2]);
  assert.ok(codes.length >= 6, `${codes}`);
  for (const code of new Set(codes)) if (code !== 'stopping') assert.ok(nl.problems[code], code); // that one is for whoever asks whether it is ready
});

test('every stage of making an epoch has words in both languages, and no other has', () => {
  const stages = [...new Set([...service.matchAll(/jobs_\.stage\("([^"]+)"/g)].map((found) => found[1]))].sort();
  assert.ok(stages.length >= 5, `${stages}`);
  assert.deepEqual(Object.keys(nl.stages).sort(), stages);
  assert.deepEqual(Object.keys(en.stages).sort(), stages);
});

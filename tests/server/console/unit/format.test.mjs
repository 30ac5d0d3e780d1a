import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleModule } from '../support/bundle.mjs';

const { formatBytes, formatDate, formatKilometres, formatNumber, formatNumberOr, formatPercent, formatTime } = await consoleModule('pure/format');
const { segmentsOf, spread } = await consoleModule('pure/bars');
const { samplesOf } = await consoleModule('pure/metrics_text');
const { joined, keyOf, isEmpty } = await consoleModule('pure/profile_change');

test('numbers have dots in Dutch and commas in English, also those beyond 2^53', () => {
  assert.equal(formatNumber(8897, 'nl'), '8.897');
  assert.equal(formatNumber(1234567, 'en'), '1,234,567');
  assert.equal(formatNumber('18446744073709551615', 'nl'), '18.446.744.073.709.551.615');
  assert.equal(formatNumber(undefined, 'nl'), '0');
  assert.equal(formatNumber(-1200, 'nl'), '-1.200');
});

test('where there is nothing to count stands a word', () => {
  for (const nothing of [0, '0', undefined]) assert.equal(formatNumberOr('nog geen', nothing, 'nl'), 'nog geen');
  assert.equal(formatNumberOr('nog geen', '12345', 'nl'), '12.345');
});

test('a distance is told as the command line tells it', () => {
  assert.equal(formatKilometres(25349, 'nl'), '25,3 km');
  assert.equal(formatKilometres(99, 'en'), '0.0 km');
  assert.equal(formatKilometres(1234567, 'nl'), '1.234,5 km');
});

test('weights are percentages with as many decimals as they need', () => {
  assert.equal(formatPercent(5000, 'nl'), '50 %');
  assert.equal(formatPercent(1250, 'nl'), '12,5 %');
  assert.equal(formatPercent(333, 'en'), '3.33 %');
});

test('dates and times are told in the order of the language, and what is no date stays', () => {
  assert.equal(formatDate('2026-11-22', 'nl'), '22-11-2026');
  assert.equal(formatDate('2026-11-22', 'en'), '2026-11-22');
  assert.equal(formatDate('soon', 'nl'), 'soon');
  assert.equal(formatTime('2026-11-22T08:15:30.123Z', 'nl'), '22-11-2026 08:15:30 UTC');
});

test('sizes are told in the largest unit that leaves something before the comma', () => {
  assert.equal(formatBytes('12345678', 'nl'), '12,3 MB');
  assert.equal(formatBytes(999, 'en'), '999 B');
});

test('the segments of a bar lie end to end, and reach from nothing to high', () => {
  const segments = segmentsOf({ demand: 4858, wish: 959, position: 580, region: 2500 }, 8897, 9326);
  let end = 0;
  for (const segment of segments) {
    assert.ok(Math.abs(segment.start - end) < 1e-9);
    end = segment.start + segment.width;
  }
  assert.ok(Math.abs(end - 93.26) < 1e-9);
  assert.equal(segments.at(-1).name, 'unknown');
});

test('a category without points, and a total without unknowns, have no segment', () => {
  assert.deepEqual(segmentsOf({ demand: 100 }, 100, 100).map((one) => one.name), ['demand']);
});

test('markers on one spot lie beside each other', () => {
  const spots = spread(30, 2.6);
  for (let i = 0; i < spots.length; ++i)
    for (let j = 0; j < i; ++j) assert.ok(Math.hypot(spots[i].x - spots[j].x, spots[i].y - spots[j].y) > 2.5, `${i} and ${j}`);
});

test('samples of metrics are read with their labels and their help, buckets left out', () => {
  const text = '# HELP a_seconds How long.\n# TYPE a_seconds histogram\na_seconds_bucket{le="1"} 2\na_seconds_sum 3.5\nb{x="1"} 7\n';
  assert.deepEqual(samplesOf(text), [
    { name: 'a_seconds_sum', labels: '', value: '3.5', help: 'How long.' },
    { name: 'b', labels: 'x="1"', value: '7', help: '' },
  ]);
});

test('changes of a profile are joined: the last one wins where only one can be, and names are left out', () => {
  const made = joined([
    { name: 'rijbewijs B', drivingLicences: ['B'] },
    { competences: [{ code: 'urn:a', level: 3, name: 'lassen' }], maxDistanceKm: 20 },
    { drivingLicences: ['C'], maxDistanceKm: 30 },
  ]);
  assert.deepEqual(made, { drivingLicences: ['B', 'C'], competences: [{ code: 'urn:a', level: 3 }], maxDistanceKm: 30 });
  assert.equal(keyOf({ name: 'x', hoursMax: 32 }), keyOf({ name: 'y', hoursMax: 32 }));
  assert.ok(isEmpty({ name: 'nothing' }));
});

const { uncrowded } = await consoleModule('pure/map_names');

test('of two names that would run over each other, that of the larger place stands', () => {
  const places = [
    { name: 'Schiedam', x: 0, y: 0, inhabitants: 80000 },
    { name: 'Rotterdam', x: 3, y: 0.5, inhabitants: 670000 },
    { name: 'Utrecht', x: 60, y: 0, inhabitants: 370000 },
  ];
  assert.deepEqual(uncrowded(places, 2).map((one) => one.name), ['Rotterdam', 'Utrecht']);
});

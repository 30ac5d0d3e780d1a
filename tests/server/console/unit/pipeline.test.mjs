import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { source } from '../support/bundle.mjs';

const pipeline = (name) => import(`file://${source}/server/console/pipeline/${name}.mjs`);
const { municipalities, nationalGrid } = await pipeline('reference_tables');
const { withoutUnusedTokens } = await pipeline('unused_tokens');
const { generatedSource } = await pipeline('generated_source');

test('known towers are where the national grid has them, to some metres', () => {
  const towers = [
    [52.1551744, 5.38720621, 155000, 463000], // Amersfoort, the origin
    [52.37453253, 4.88352559, 120700.723, 487525.501], // Westertoren, Amsterdam
    [53.21938317, 6.56820053, 233883.131, 582065.167], // Martinitoren, Groningen
  ];
  for (const [latitude, longitude, x, y] of towers) {
    const grid = nationalGrid(latitude, longitude);
    assert.ok(Math.hypot(grid.x - x, grid.y - y) < 20, `${grid.x} ${grid.y}`);
  }
});

test('every municipality lies on the map', () => {
  const all = municipalities(readFileSync(join(source, 'data/reference/municipalities.tsv'), 'utf8'));
  assert.equal(all.length, 342);
  for (const one of all) assert.ok(one.x > 100 && one.x < 2800 && one.y > 3030 && one.y < 6220, one.name);
});

test('tokens that nothing uses are left out, and those that a used one uses stay', () => {
  const css = '.some-theme {\n  --a: var(--b);\n  --b: 1px;\n  --c: 2px;\n}\n.x {\n  width: var(--a);\n}';
  assert.equal(withoutUnusedTokens(css), '.some-theme {\n  --a: var(--b);\n  --b: 1px;\n}\n.x {\n  width: var(--a);\n}');
});

test('files are written as literals that C++ reads back byte for byte', () => {
  const bytes = Buffer.from([0, 0x22, 0x5c, 0x3f, 0x41, 0x39, 0xff]);
  const text = generatedSource([{ path: '/a', type: 't', etag: 'e', immutable: true, bytes, gzip: null, brotli: null }]);
  assert.ok(text.includes('"\\000\\042\\134\\077A9\\377", 7'));
});

test('the lists of packages name no registry', () => {
  for (const list of ['server/console', 'tests/server/console'])
    assert.doesNotMatch(readFileSync(join(source, list, 'package-lock.json'), 'utf8'), /"resolved"|registry/);
});

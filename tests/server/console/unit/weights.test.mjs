import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleModule } from '../support/bundle.mjs';

const { kCategories, kDefaultWeights, withWeight } = await consoleModule('pure/weights');
const sum = (weights) => kCategories.reduce((all, name) => all + weights[name], 0);

// A generator with a seed, so that a failure can be repeated.
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

test('whatever slider is moved wherever, the weights are whole, not negative, and sum to 10000', () => {
  const next = random(7);
  let weights = { ...kDefaultWeights };
  for (let step = 0; step < 20000; ++step) {
    const name = kCategories[next(4)];
    const value = next(10001);
    weights = withWeight(weights, name, value);
    assert.equal(sum(weights), 10000);
    assert.equal(weights[name], value);
    for (const one of kCategories) assert.ok(Number.isInteger(weights[one]) && weights[one] >= 0);
  }
});

test('the others keep their proportions', () => {
  assert.deepEqual(withWeight(kDefaultWeights, 'demand', 0), { demand: 0, wish: 2000, position: 3000, region: 5000 });
});

test('what one has beyond the whole is the whole', () => {
  assert.deepEqual(withWeight(kDefaultWeights, 'wish', 12000), { demand: 0, wish: 10000, position: 0, region: 0 });
});

test('when the others had nothing, they share what comes back equally', () => {
  const all = { demand: 10000, wish: 0, position: 0, region: 0 };
  assert.deepEqual(withWeight(all, 'demand', 9000), { demand: 9000, wish: 334, position: 333, region: 333 });
});

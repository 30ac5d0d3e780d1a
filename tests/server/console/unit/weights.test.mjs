import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consoleModule } from '../support/bundle.mjs';

const { ChosenWeights, kCategories, weightsOf, withWeight } = await consoleModule('pure/weights');
const kPublished = { demand: 5000, wish: 1000, position: 1500, region: 2500 };
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
  let weights = { ...kPublished };
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
  assert.deepEqual(withWeight(kPublished, 'demand', 0), { demand: 0, wish: 2000, position: 3000, region: 5000 });
});

test('what one has beyond the whole is the whole', () => {
  assert.deepEqual(withWeight(kPublished, 'wish', 12000), { demand: 0, wish: 10000, position: 0, region: 0 });
});

test('when the others had nothing, they share what comes back equally', () => {
  const all = { demand: 10000, wish: 0, position: 0, region: 0 };
  assert.deepEqual(withWeight(all, 'demand', 9000), { demand: 9000, wish: 334, position: 333, region: 333 });
});

test('an absent weight of an answer is 0, and an answer without weights has none', () => {
  assert.deepEqual(weightsOf({ demand: 10000 }), { demand: 10000, wish: 0, position: 0, region: 0 });
  assert.equal(weightsOf({}), null);
  assert.equal(weightsOf(undefined), null);
});

test('until an answer has told the weights of the strategy the sliders stand nowhere, and cannot be moved', () => {
  const weights = new ChosenWeights();
  assert.equal(weights.shown(), null);
  weights.move('demand', 100);
  weights.learn(undefined);
  weights.learn({});
  assert.equal(weights.shown(), null);
  assert.deepEqual(weights.part(), {});
});

test('the sliders start where the strategy of the service has them, and nothing is sent until one is moved', () => {
  const weights = new ChosenWeights();
  const own = { demand: 2000, wish: 0, position: 0, region: 8000 };
  weights.learn({ applied: { demand: 2000, region: 8000 } });
  assert.deepEqual(weights.shown(), own);
  assert.deepEqual(weights.part(), {});
  weights.move('wish', 5000);
  assert.deepEqual(weights.part(), { weights: { demand: 1000, wish: 5000, position: 0, region: 4000 } });
  // What was answered to these says nothing about the strategy.
  weights.learn({ requested: { demand: 1000, wish: 5000, region: 4000 }, applied: { demand: 1000, wish: 5000, region: 4000 } });
  weights.reset();
  assert.deepEqual(weights.shown(), own);
  assert.deepEqual(weights.part(), {});
});

test('weights equal to the published ones are sent where the strategy of the service is another', () => {
  const weights = new ChosenWeights();
  weights.learn({ applied: { demand: 4000, wish: 1200, position: 1800, region: 3000 } });
  weights.move('demand', 5000);
  assert.deepEqual(weights.part(), { weights: kPublished });
  weights.move('demand', 4000); // back where the strategy has it
  assert.equal(weights.isMoved(), false);
  assert.deepEqual(weights.part(), {});
});

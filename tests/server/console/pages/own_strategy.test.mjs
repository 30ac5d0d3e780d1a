// A service whose strategy has other weights than the published one: the sliders start there, and what they are moved to
// counts in everything that is asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kDesk } from '../support/browser.mjs';
import { marketFor } from '../support/market_on_page.mjs';

const kPublished = readFileSync(join(process.env.SCHAKEL_SOURCE, 'data/reference/strategy.textproto'), 'utf8');
const kOwn = kPublished.replace(/^weights \{[^}]*\}/m, 'weights { demand: 2000 wish: 1000 position: 1000 region: 6000 }');
const kShown = ['20 %', '10 %', '10 %', '60 %'];
const kMoved = { demand: 10000, wish: 0, position: 0, region: 0 };

assert.notEqual(kOwn, kPublished);
const market = marketFor('strategy', { strategy: kOwn });

// `asked(path, work)`: what is asked of the path while `work` is done.
const as = (role, work) =>
  market.onPage(role, kDesk, (page) => {
    const asked = async (path, ask) => {
      const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith(`/v1/${path}`)), ask()]);
      const response = await request.response(); // null where a newer question took its place
      if (response) assert.equal(response.status(), 200, path);
      return request.postDataJSON();
    };
    return work(page, asked);
  });

const shown = (page) => page.locator('.weight output').allTextContents();
const moveDemand = (page) => page.locator('#weight-demand').fill('10000');

test('the sliders of a vacancy start at the strategy, and what they are moved to counts in the list and its advice', () =>
  as('wsp-adviser', async (page, asked) => {
    await page.click('.weights summary >> nth=0');
    assert.ok(await page.isDisabled('#weight-demand'), 'nothing is known of the strategy yet');
    const first = await asked('vacancies/matches', () => page.fill('[name=title]', 'Marketeer'));
    assert.equal(first.weights, undefined);
    await page.waitForSelector('.card');
    assert.deepEqual(await shown(page), kShown);
    assert.ok(await page.isDisabled('[data-focus="weights reset"]'));
    assert.equal((await asked('vacancies/questions', () => page.click('#tab-questions'))).weights, undefined);
    assert.equal((await asked('vacancies/clinic', () => page.click('#tab-clinic'))).weights, undefined);

    await page.click('#tab-list');
    assert.deepEqual((await asked('vacancies/matches', () => moveDemand(page))).weights, kMoved);
    assert.deepEqual((await asked('vacancies/questions', () => page.click('#tab-questions'))).weights, kMoved);
    assert.deepEqual((await asked('vacancies/clinic', () => page.click('#tab-clinic'))).weights, kMoved);
    await page.click('#tab-list');
    await page.waitForFunction(() => document.querySelector('.results').getAttribute('aria-busy') === 'false');
    const third = await page.locator('.card .id').nth(2).textContent();
    await page.click('#tab-near');
    await page.waitForSelector('[name=why-not]');
    await page.waitForTimeout(300); // the list is asked again with near misses, and drawn
    await page.fill('[name=why-not]', third);
    assert.deepEqual((await asked('pairs/why-not', () => page.press('[name=why-not]', 'Enter'))).weights, kMoved);
    await page.waitForSelector('.dialog .utrecht-alert >> text=/plaats 3 van/');
    await page.keyboard.press('Escape');

    assert.equal((await asked('vacancies/matches', () => page.click('[data-focus="weights reset"]'))).weights, undefined);
    assert.deepEqual(await shown(page), kShown);
  }));

test('the sliders of a client start at the strategy, and what they are moved to counts in what-if and questions', () =>
  as('werkcoach', async (page, asked) => {
    const show = async () => {
      await page.fill('[name=client]', 'S0000028');
      await page.press('[name=client]', 'Enter');
    };
    assert.equal((await asked('seekers/matches', show)).weights, undefined);
    await page.waitForSelector('.card');
    await page.click('.weights summary >> nth=0');
    assert.deepEqual(await shown(page), kShown);
    assert.deepEqual((await asked('seekers/matches', () => moveDemand(page))).weights, kMoved);
    assert.deepEqual((await asked('seekers/what-if', () => page.click('#tab-whatif'))).weights, kMoved);
    assert.deepEqual((await asked('seekers/questions', () => page.click('#tab-questions'))).weights, kMoved);
  }));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kDesk, kPhone, numberIn } from '../support/browser.mjs';
import { marketFor } from '../support/market_on_page.mjs';

const market = marketFor('seeker');

const coach = (viewport, work) => market.onPage('werkcoach', viewport, work);

async function showClient(page, id) {
  await page.fill('[name=client]', id);
  await page.press('[name=client]', 'Enter');
  await page.waitForSelector('.card, #tab-panel .empty');
}

for (const [name, viewport] of [['desk', kDesk], ['phone', kPhone]]) {
  test(`a client has vacancies, a position, what-if switches and questions, on a ${name}`, () =>
    coach(viewport, async (page) => {
      await showClient(page, 'S0000028');
      await page.waitForSelector('.card');
      await page.locator('[data-focus^="why "]').first().click();
      await page.waitForSelector('.dialog table');
      await page.keyboard.press('Escape');

      await page.click('#tab-position');
      await page.waitForSelector('.tile');
      assert.equal(await page.locator('.tile').count(), 4);

      await page.click('#tab-whatif');
      await page.waitForSelector('.switches input');
      await page.waitForSelector('.tile');
      await page.locator('.switches input').first().check();
      await page.waitForSelector('.what-if-now .chosen');
      await page.waitForSelector('.tile .gain');

      await page.click('#tab-questions');
      await page.waitForSelector('#tab-panel table, #tab-panel .empty');
    }));
}

test('driving licence B is one switch away, and the counts follow', () =>
  coach(kDesk, async (page) => {
    await showClient(page, 'S0000028');
    await page.click('#tab-whatif');
    await page.waitForSelector('.tile');
    await page.selectOption('[data-focus="own licence"]', 'B');
    await page.waitForSelector('.chosen:has-text("rijbewijs B")');
    await page.fill('[data-focus=maxDistanceKm]', '80');
    await page.press('[data-focus=maxDistanceKm]', 'Tab');
    await page.waitForSelector('.chosen:has-text("80")');
    await page.waitForSelector('.tile .gain');
    await page.click('.chosen:has-text("80") .remove');
    await page.click('.chosen .remove');
    await page.waitForFunction(() => document.querySelectorAll('.tile .gain').length === 0);
  }));

test('a profile that is filled in has vacancies, and what is left empty does not hide them', () =>
  coach(kDesk, async (page) => {
    await page.fill('[data-focus=wanted]', 'magazijnmedewerker');
    await page.click('[role=option] >> nth=0');
    await page.waitForSelector('.card');
    const open = numberIn((await page.textContent('.summary-line')).match(/van ([\d.]+) die/)[1]);
    await page.fill('[name=postcode]', '3011');
    await page.fill('[name=km]', '15');
    await page.waitForFunction((old) => !document.querySelector('.summary-line')?.textContent.includes(`van ${old} die`), open.toLocaleString('nl-NL'));
    const near = numberIn((await page.textContent('.summary-line')).match(/van ([\d.]+) die/)[1]);
    assert.ok(near < open, `${near} of ${open}`);
    await page.check('[data-focus=licences]');
    await page.check('[data-focus="licence B"]');
    await page.waitForSelector('.card');
  }));

test('a client that is not there is said not to be there', () =>
  coach(kDesk, async (page) => {
    await page.fill('[name=client]', 'S9999999');
    await page.press('[name=client]', 'Enter');
    await page.waitForSelector('#tab-panel .utrecht-alert--error');
    assert.match(await page.textContent('#tab-panel'), /Dat is er niet/);
    assert.equal(await page.inputValue('[name=client]'), 'S9999999');
  }));

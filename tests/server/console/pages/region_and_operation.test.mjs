import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goTo, kDesk, kPhone, numberIn } from '../support/browser.mjs';
import { marketFor } from '../support/market_on_page.mjs';

const kLate = `${JSON.stringify({ id: 'laat-1', wantedOccupations: [], postcode: '3011AB', hours: { min: 36, max: 12 } })}\n`;

const market = marketFor('region', { late: kLate });

const as = market.onPage;

for (const [name, viewport] of [['desk', kDesk], ['phone', kPhone]]) {
  test(`the market is a map and a table that sorts, by region and by group, on a ${name}`, () =>
    as('werkcoach', viewport, async (page) => {
      await goTo(page, '/regio');
      await page.waitForSelector('tbody tr');
      assert.ok((await page.locator('.map-region[class*="tension-"]').count()) >= 35);
      const column = async () => (await page.locator('tbody tr:not(.total-row) td:nth-of-type(1)').allTextContents()).map(numberIn);
      await page.click('[data-focus="sort vacancies"]');
      const falling = await column();
      assert.deepEqual(falling, [...falling].sort((a, b) => b - a));
      await page.click('[data-focus="sort vacancies"]');
      const rising = await column();
      assert.deepEqual(rising, [...rising].sort((a, b) => a - b));
      // The regions sum to the country, less what can be done wholly from home.
      const total = numberIn(await page.textContent('tbody tr.total-row td:nth-of-type(1)'));
      assert.ok(rising.reduce((sum, one) => sum + one, 0) <= total);
      await page.locator('tbody .cell-button').first().click();
      await page.waitForFunction(() => document.querySelector('[name=view]').value.startsWith('r:R'));
      await page.waitForSelector('tbody tr >> text=/^\\d{3} /');
    }));
}

test('an administrator sees epoch, loads, quarantine and metrics, and makes a new epoch', () =>
  as('admin', kDesk, async (page) => {
    await page.waitForSelector('#epoch');
    const id = await page.textContent('.facts code');
    assert.match(id, /^[0-9a-f]{16}$/);
    await page.waitForSelector('#loads');
    assert.ok((await page.locator('section[aria-labelledby=loads] tbody tr').count()) > 0);
    // A row that could not come in: how many, and which one, where and why.
    const quarantine = 'section[aria-labelledby=quarantine]';
    await page.waitForSelector(`${quarantine} >> text=1 regels kwamen niet binnen`);
    assert.deepEqual(await page.locator(`${quarantine} table >> nth=0`).locator('tbody tr > *').allTextContents(), ['hours-order', '1']);
    const row = await page.locator(`${quarantine} table >> nth=1`).locator('tbody tr > *').allTextContents();
    assert.match(row[0], /late/);
    assert.deepEqual(row.slice(1, 4), ['1', 'hours.min', 'hours-order']);
    assert.ok(row[4].length > 10, `what was wrong: ${row[4]}`);
    await page.waitForSelector('section[aria-labelledby=metrics] tbody tr');
    await page.click('[data-focus=build]');
    await page.waitForSelector('.utrecht-alert--ok >> text=Laatst gemaakt', { timeout: 120000 });
  }));

test('what the making of an epoch is at, and that it failed, is told in the language of the console', () =>
  as('admin', kDesk, async (page) => {
    let build = { running: true, started: '2026-11-22T08:15:30.000Z', stage: 'making the text index' };
    await page.route('**/v1/epochs', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), build } });
    });
    const told = 'section[aria-labelledby=epoch] .utrecht-alert';
    await page.click('[data-focus=refresh]');
    await page.waitForSelector(`${told} >> text=De index van de teksten wordt gemaakt`);
    await page.click('#language');
    await page.waitForSelector(`${told} >> text=Making the index of the texts`);
    await page.click('#language');
    build = { finished: '2026-11-22T08:15:31.000Z', error: 'no space left' };
    await page.click('[data-focus=refresh]');
    await page.waitForSelector(`${told} >> text=De laatste keer mislukte het`);
    assert.equal(await page.textContent(`${told} [lang=en]`), 'no space left');
  }));

test('an auditor plays a logged list again, and it is the same', async () => {
  let matchId = '';
  await as('wsp-adviser', kDesk, async (page) => {
    await page.fill('[name=title]', 'Marketeer');
    await page.waitForSelector('.card');
    matchId = /Match (\S+),/.exec(await page.textContent('.summary'))[1];
  });
  await as('auditor', kDesk, async (page) => {
    await page.fill('[name=match]', matchId);
    await page.press('[name=match]', 'Enter');
    const outcome = 'section[aria-labelledby=replay] .utrecht-alert--ok';
    await page.waitForSelector(`${outcome} >> text=byte voor byte`);
    assert.match(await page.textContent(outcome), /demo-adviseur/);
  });
});

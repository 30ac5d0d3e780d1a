import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { goTo, kDesk, kPhone, launch, logIn, numberIn, openPage } from '../support/browser.mjs';
import { makeStore, serve } from '../support/market.mjs';

let store, service, browser;
before(async () => {
  store = makeStore('region');
  service = await serve(store.store);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await service?.stop();
  store?.remove();
});

async function as(role, viewport, work) {
  const { page, complaints, close } = await openPage(browser, service.url, viewport);
  await logIn(page, role);
  await work(page);
  assert.deepEqual(complaints, []);
  await close();
}

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
    await page.waitForSelector('#quarantine');
    await page.waitForSelector('section[aria-labelledby=metrics] tbody tr');
    await page.click('[data-focus=build]');
    await page.waitForSelector('.utrecht-alert--ok >> text=Laatst gemaakt', { timeout: 120000 });
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectAccessible, expectFits, goTo, kDesk, kPhone, logIn } from '../support/browser.mjs';
import { marketFor } from '../support/market_on_page.mjs';

const market = marketFor('accessible');

// Each with what there is to see on it. `check` is called for every state of every page.
async function everything(page, check) {
  await check('login');
  await logIn(page, 'wsp-adviser');
  await check('vacancy, empty');
  await page.fill('[name=title]', 'Marketeer');
  await page.fill('[name=text]', 'Rijbewijs B is vereist. Nederlands in woord en geschrift. hbo is een pre.');
  await page.waitForSelector('.card');
  await page.waitForSelector('.requirement');
  for (const at of [0, 1]) await page.locator('.weights summary').nth(at).click();
  await check('vacancy, list');
  for (const at of [0, 1]) {
    await page.locator('[data-focus^="compare "]').nth(at).check();
    await page.locator('[data-focus^="select "]').nth(at).check();
  }
  for (const tab of ['map', 'near', 'questions', 'clinic', 'compare', 'shortlist']) {
    await page.click(`#tab-${tab}`);
    await page.waitForSelector('#tab-panel table, #tab-panel svg, #tab-panel .empty');
    await check(`vacancy, ${tab}`);
  }
  await page.click('#tab-list');
  await page.locator('[data-focus^="why "]').first().click();
  await page.waitForSelector('.dialog table');
  await check('vacancy, why');
  await page.keyboard.press('Escape');
  await goTo(page, '/regio');
  await page.waitForSelector('tbody tr');
  await check('region');
  await page.click('.account button');
  await logIn(page, 'werkcoach');
  await goTo(page, '/werkzoekende');
  await page.fill('[name=client]', 'S0000028');
  await page.press('[name=client]', 'Enter');
  await page.waitForSelector('.card');
  await check('jobseeker, vacancies');
  for (const tab of ['position', 'whatif', 'questions']) {
    await page.click(`#tab-${tab}`);
    await page.waitForSelector('#tab-panel table, #tab-panel .switches, #tab-panel .empty');
    await check(`jobseeker, ${tab}`);
  }
  await page.click('.account button');
  await logIn(page, 'admin');
  await page.waitForSelector('#metrics');
  await check('operation');
}

for (const [language, viewport] of [['nl', kDesk], ['en', kDesk], ['nl', kPhone], ['en', kPhone]]) {
  test(`no violation of WCAG 2.1 AA, the demo banner and no sideways scrolling anywhere: ${language}, ${viewport.width} wide`, async () => {
    const { page, complaints, close } = await market.open(viewport);
    if (language === 'en') await page.click('#language');
    let states = 0;
    await everything(page, async (where) => {
      await page.waitForTimeout(200); // transitions
      await expectAccessible(page, where);
      await expectFits(page, where);
      assert.match(await page.textContent('.demo-banner'), language === 'nl' ? /verzonnen/ : /made up/, where);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      states += 1;
    });
    assert.equal(states, 16);
    assert.deepEqual(complaints, [], 'scripts and content security policy');
    await close();
  });
}

test('the purposes are named in the language that was chosen, whatever that of the browser', async () => {
  const { page, complaints, close } = await market.open(); // a Dutch browser
  await logIn(page, 'wsp-adviser');
  const purpose = '[data-focus=purpose] option[value=vacaturevervulling]';
  assert.equal(await page.textContent(purpose), 'Kandidaten voordragen voor een vacature');
  await page.click('#language');
  const inEnglish = (selector) => document.querySelector(selector)?.textContent === 'Presenting candidates for a vacancy';
  await page.waitForFunction(inEnglish, purpose);
  await page.reload();
  await page.waitForFunction(inEnglish, purpose);
  assert.deepEqual(complaints, []);
  await close();
});

test('both advisers can do their job with the keyboard alone', async () => {
  const { page, complaints, close } = await market.open();
  // Tab until what has the focus answers to a selector.
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 200; ++presses) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    assert.fail(`no way to ${selector} by Tab`);
  };
  await tabTo('.skip-link');
  await tabTo('[data-role="wsp-adviser"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.account');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await tabTo('[name=title]');
  await page.keyboard.type('Marketeer');
  await page.waitForSelector('.card');
  await tabTo('[data-focus="add which"]');
  await page.keyboard.type('presentaties geven');
  await page.waitForSelector('.adder [role=option]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.requirement');
  assert.ok(await page.evaluate(() => document.activeElement.matches('[data-focus="add which"]')), 'the focus stays in the box');
  await tabTo('#tab-list');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getAttribute('#tab-map', 'aria-selected'), 'true');
  await page.keyboard.press('Home');
  await tabTo('[data-focus^="why "]');
  const asked = await page.evaluate(() => document.activeElement.dataset.focus);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.dialog table');
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.focus), asked, 'the focus comes back');
  await tabTo('[data-focus^="select "]');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => document.querySelector('#tab-shortlist').textContent.includes('1'));
  assert.match(await page.evaluate(() => document.activeElement.dataset.focus), /^select /, 'the focus stays on the box');

  await tabTo('.account button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[data-role="werkcoach"]');
  await tabTo('[data-role="werkcoach"]');
  await page.keyboard.press('Enter');
  await page.waitForSelector('[name=client]');
  await tabTo('[name=client]');
  await page.keyboard.type('S0000028');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card');
  await tabTo('#tab-vacancies');
  for (let presses = 0; presses < 2; ++presses) await page.keyboard.press('ArrowRight');
  await page.waitForSelector('.switches input');
  await tabTo('.switches input');
  await page.keyboard.press('Space');
  await page.waitForSelector('.what-if-now .chosen');
  assert.match(await page.evaluate(() => document.activeElement.dataset.focus), /^switch /, 'the focus stays on the switch');
  assert.deepEqual(complaints, []);
  await close();
});

test('every answer of the program has a strict content security policy, and the page no script or style of its own', async () => {
  const answer = await fetch(market.service.url);
  const policy = answer.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  const html = await answer.text();
  assert.doesNotMatch(html, /<style|style=|<script(?![^>]*src=)/);
});

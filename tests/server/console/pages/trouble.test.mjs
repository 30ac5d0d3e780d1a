import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kDesk, logIn } from '../support/browser.mjs';
import { schakel } from '../support/market.mjs';
import { marketFor } from '../support/market_on_page.mjs';

const market = marketFor('trouble');

const onPage = (work) => market.onPage('', kDesk, work);

// An error as the service gives it: server/http/problem.h.
const problem = (status, code, headers = {}) => (route) =>
  route.fulfill({
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
    body: JSON.stringify({ type: `urn:schakel:problem:${code}`, title: 'Title of the status', status, detail: 'the reason' }),
  });

async function typeTitle(page) {
  await page.fill('[name=title]', 'Marketeer');
  await page.waitForSelector('.card');
}

test('a token that is not valid is refused in plain words, and none at all too', () =>
  onPage(async (page) => {
    await page.click('form button[type=submit]');
    await page.waitForSelector('.utrecht-alert--error >> text=Vul een token in');
    await page.fill('[name=token]', 'schakel_this-is-no-token');
    await page.press('[name=token]', 'Enter');
    await page.waitForSelector('.utrecht-alert--error >> text=niet geldig');
  }));

test('a token is kept for the tab only', () =>
  onPage(async (page) => {
    await logIn(page, 'wsp-adviser');
    const kept = await page.evaluate(() => [Object.keys(localStorage).length, document.cookie, sessionStorage.length > 0]);
    assert.deepEqual(kept, [0, '', true]);
    await page.reload();
    await page.waitForSelector('.account');
    await page.click('.account button');
    await page.waitForSelector('[data-role="wsp-adviser"]');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('schakel.token')), null);
  }));

test('a page that is not of the role is said not to be', () =>
  onPage(async (page) => {
    await logIn(page, 'werkcoach');
    await page.goto(`${market.service.url}/vacature`);
    await page.waitForSelector('.utrecht-alert--warning >> text=hoort niet bij uw rol');
  }));

test('a purpose for which no persons may be looked at is refused, and another one brings the list back', () =>
  onPage(async (page) => {
    await logIn(page, 'wsp-adviser');
    await typeTitle(page);
    await page.selectOption('[data-focus=purpose]', 'arbeidsmarktinformatie');
    await page.fill('[name=hoursMin]', '8');
    await page.waitForSelector('#tab-panel .utrecht-alert--error >> text=gekozen doel');
    assert.equal(await page.inputValue('[name=title]'), 'Marketeer');
    await page.selectOption('[data-focus=purpose]', 'vacaturevervulling');
    await page.fill('[name=hoursMin]', '9');
    await page.waitForFunction(() => !document.querySelector('#tab-panel .utrecht-alert--error'));
    assert.ok((await page.locator('.card').count()) > 0);
  }));

test('an account that is switched off has to log in again, and finds what was typed', async () => {
  const said = schakel('account', 'add', 'tijdelijk', '--role', 'wsp-adviser', '--organisation', 'Test', '--store', market.store.store);
  const token = /schakel_[\w-]{43}/.exec(said)[0];
  await new Promise((resolve) => setTimeout(resolve, 1500)); // the service reads its accounts every second
  await onPage(async (page) => {
    await page.fill('[name=token]', token);
    await page.press('[name=token]', 'Enter');
    await page.waitForSelector('.account');
    await typeTitle(page);
    schakel('account', 'disable', 'tijdelijk', '--store', market.store.store);
    await page.waitForTimeout(1500);
    await page.fill('[name=text]', 'Rijbewijs B vereist');
    await page.waitForSelector('.utrecht-alert--warning >> text=Log opnieuw in');
    await logIn(page, 'wsp-adviser');
    assert.equal(await page.inputValue('[name=title]'), 'Marketeer');
    assert.equal(await page.inputValue('[name=text]'), 'Rijbewijs B vereist');
    await page.waitForSelector('.card');
  });
});

test('who has seen as many persons as the account may, is told so and since when it is possible again', async () => {
  const said = schakel('account', 'add', 'weinig', '--role', 'wsp-adviser', '--organisation', 'Test', '--persons-per-hour', '5', '--store', market.store.store);
  const token = /schakel_[\w-]{43}/.exec(said)[0];
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await onPage(async (page) => {
    await page.fill('[name=token]', token);
    await page.press('[name=token]', 'Enter');
    await page.waitForSelector('.account');
    await page.fill('[name=title]', 'Marketeer');
    await page.waitForSelector('#tab-panel .utrecht-alert--error >> text=zoveel verschillende personen');
    assert.equal(await page.inputValue('[name=title]'), 'Marketeer');
  });
});

test('who tries too many wrong tokens is told that, and not that too many persons were seen', async () => {
  const said = schakel('account', 'add', 'geraden', '--role', 'wsp-adviser', '--organisation', 'Test', '--store', market.store.store);
  const wrong = `${/schakel_[\w-]{43}/.exec(said)[0].slice(0, -8)}--------`;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  let refused;
  for (let tries = 0; tries < 100 && refused?.status !== 429; ++tries) refused = await fetch(`${market.service.url}/v1/session`, { headers: { Authorization: `Bearer ${wrong}` } });
  assert.equal((await refused.json()).type, 'urn:schakel:problem:too-many-attempts');
  await onPage(async (page) => {
    await page.fill('[name=token]', wrong);
    await page.press('[name=token]', 'Enter');
    await page.waitForSelector('.utrecht-alert--error >> text=te vaak een verkeerd token');
    await page.click('#language');
    await page.fill('[name=token]', wrong);
    await page.press('[name=token]', 'Enter');
    await page.waitForSelector('.utrecht-alert--error >> text=wrong token was tried too often');
  });
});

for (const [status, code, words] of [
  [410, 'cursor-expired', 'de stand is veranderd'],
  [429, 'quota', 'zoveel verschillende personen'],
  [503, 'overloaded', 'te druk'],
  [503, 'busy', 'voor anderen mee bezig'],
  [503, 'log', 'niet in het logboek'],
  [503, 'no-space', 'schijf van de dienst is vol'],
  [503, 'of-another-version', 'even niet antwoorden'],
  [500, 'internal', 'een fout gemaakt'],
]) {
  test(`an answer ${status} (${code}) is told in plain words, and trying again brings the list`, () =>
    onPage(async (page) => {
      await logIn(page, 'wsp-adviser');
      await page.route('**/v1/vacancies/matches', problem(status, code, { 'Retry-After': '2' }));
      await page.fill('[name=title]', 'Marketeer');
      await page.waitForSelector(`#tab-panel .utrecht-alert--error >> text=${words}`);
      assert.match(await page.textContent('#tab-panel'), /Over 2 seconden/);
      await page.unroute('**/v1/vacancies/matches');
      await page.click('#tab-panel .utrecht-alert button');
      await page.waitForSelector('.card');
    }));
}

test('when the service is gone, the console says so, keeps everything, and goes on when it is back', () =>
  onPage(async (page) => {
    await logIn(page, 'wsp-adviser');
    await typeTitle(page);
    await page.context().setOffline(true);
    await page.fill('[name=hoursMin]', '8');
    await page.waitForSelector('#tab-panel .utrecht-alert--error >> text=niet te bereiken');
    assert.ok((await page.locator('.card').count()) > 0, 'the list that was there stays');
    await page.context().setOffline(false);
    await page.click('#tab-panel .utrecht-alert button');
    await page.waitForFunction(() => !document.querySelector('#tab-panel .utrecht-alert--error'));
    assert.equal(await page.inputValue('[name=hoursMin]'), '8');
  }));

// node screenshots.mjs URL FOLDER: the pictures of README and docs/console.md, of a demo that runs at URL. Needs
// TEST_NPM (a node_modules with playwright-core) and CHROMIUM, as the tests do.
import { join } from 'node:path';
import { goTo, kPhone, launch, logIn, openPage } from './support/browser.mjs';

const [url, folder] = process.argv.slice(2);
const kText = `Voor ons magazijn in 3047 Rotterdam zoeken we iemand voor 32-40 uur, in ploegendienst.
- Rijbewijs B is vereist
- Ervaring met orders verzamelen
- Bij voorkeur een heftruck besturen
- Nederlands spreken is een pre`;

const browser = await launch();
async function shoot(name, viewport, role, work) {
  const { page, close } = await openPage(browser, url, viewport);
  await logIn(page, role);
  await work(page);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await close();
}

async function typeVacancy(page) {
  await page.fill('[name=title]', 'Magazijnmedewerker');
  await page.fill('[name=text]', kText);
  await page.waitForSelector('.requirement >> text=herkend in');
  await page.waitForSelector('.card');
  await page.waitForTimeout(800);
}

await shoot('console-vacature', { width: 1280, height: 1080 }, 'wsp-adviser', typeVacancy);
await shoot('console-kaart', { width: 1280, height: 900 }, 'wsp-adviser', async (page) => {
  await typeVacancy(page);
  await page.click('#tab-map');
});
await shoot('console-werkzoekende', { width: 1280, height: 1000 }, 'werkcoach', async (page) => {
  await page.fill('[name=client]', 'S0000028');
  await page.press('[name=client]', 'Enter');
  await page.waitForSelector('.card');
  await page.click('#tab-whatif');
  await page.waitForSelector('.switches input');
  await page.locator('.switches input').first().check();
  await page.waitForSelector('.tile .gain');
  await page.evaluate(() => globalThis.scrollTo(0, 0));
});
await shoot('console-regio', { width: 1280, height: 1000 }, 'werkcoach', async (page) => {
  await goTo(page, '/regio');
  await page.waitForSelector('tbody tr');
});
await shoot('console-beheer', { width: 1280, height: 900 }, 'admin', (page) => page.waitForSelector('#metrics'));
await shoot('console-telefoon', kPhone, 'wsp-adviser', async (page) => {
  await typeVacancy(page);
  await page.evaluate(() => document.querySelector('#candidates').scrollIntoView());
});
await browser.close();

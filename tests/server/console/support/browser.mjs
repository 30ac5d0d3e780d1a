// Chromium, and what every page of the console must keep to.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.env.TEST_NPM, 'package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const kDesk = { width: 1280, height: 900 };
export const kPhone = { width: 390, height: 844 };

const kFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: kFlags });

// A fresh profile. `complaints` gathers errors of scripts and of the content security policy; what the browser says of
// an answer with an error status is no complaint: the console shows it.
export async function openPage(browser, url, viewport = kDesk) {
  const context = await browser.newContext({ viewport, locale: 'nl-NL' });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked elsewhere: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

export async function logIn(page, role) {
  await page.click(`[data-role="${role}"]`);
  await page.waitForSelector('.account');
}

export async function goTo(page, path) {
  await page.click(`nav a[href="${path}"]`);
  await page.waitForSelector(`nav a[href="${path}"][aria-current="page"]`);
}

export async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

export async function expectAccessible(page, where) {
  assert.deepEqual(await violations(page), [], where);
}

// Nothing is cut off: the page itself never scrolls sideways.
export async function expectFits(page, where) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, globalThis.innerWidth]);
  assert.ok(content <= window, `${where} is ${content} wide in a window of ${window}`);
}

export const numberIn = (text) => Number(/[\d.,]+/.exec(text)?.[0].replace(/[.,]/g, '') ?? NaN);

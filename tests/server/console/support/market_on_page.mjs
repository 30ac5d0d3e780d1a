// What every file of page tests begins with: a market, the service over it and a browser, from before its first test until
// behind its last.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { kDesk, launch, logIn, openPage } from './browser.mjs';
import { makeStore, serve } from './market.mjs';

// `options`: those of makeStore(). While tests run, the market has its store, service and browser.
export function marketFor(name, options) {
  const market = {
    open: (viewport = kDesk) => openPage(market.browser, market.service.url, viewport),

    // Does the work on a page of its own, logged in where a role is named. Nothing may be complained of.
    async onPage(role, viewport, work) {
      const { page, complaints, close } = await market.open(viewport);
      if (role) await logIn(page, role);
      await work(page);
      assert.deepEqual(complaints, []);
      await close();
    },
  };
  before(async () => {
    market.store = makeStore(name, options);
    market.service = await serve(market.store.store);
    market.browser = await launch();
  });
  after(async () => {
    await market.browser?.close();
    await market.service?.stop();
    market.store?.remove();
  });
  return market;
}

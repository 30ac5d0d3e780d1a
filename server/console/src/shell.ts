// The frame around the pages: who is asking, which page, which language.
import { ProblemError, get, whoHas } from './api/client';
import type { Session } from './api/operation';
import { h, replace } from './dom';
import type { Page } from './page';
import { adminPage } from './pages/admin/page';
import { drawLogin } from './pages/login';
import { regionPage } from './pages/region/page';
import { seekerPage } from './pages/seeker/page';
import { vacancyPage } from './pages/vacancy/page';
import { button, select } from './parts/fields';
import { alertBox, heading, paragraph } from './parts/layout';
import { problemView } from './parts/problem_view';
import { session } from './session';
import { chooseLanguage, language, t } from './texts/language';

const kPages: Page[] = [vacancyPage, seekerPage, regionPage, adminPage];

class Shell {
  private current: Page | null = null;
  private path = '';
  private trouble: ProblemError | null = null;

  async start(): Promise<void> {
    session.onExpired = () => void this.ask().then(() => this.draw());
    window.addEventListener('popstate', () => {
      if (location.pathname !== this.path) this.draw(true); // not for a link within the page
    });
    await this.ask();
    this.draw();
  }

  // What the service says about the account. Without a token it says whether this is a demo.
  private async ask(): Promise<void> {
    this.trouble = null;
    const { token } = session;
    try {
      const info = await get<Session>('session');
      if (token === session.token) session.know(info); // else somebody logged in or out meanwhile
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.status !== 401) this.trouble = error;
    }
  }

  private async logIn(token: string, purpose: string): Promise<ProblemError | null> {
    try {
      const info = await whoHas(token);
      session.begin(token, purpose);
      session.know(info);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return error;
    }
    const page = this.pageHere();
    if (page && !this.allowed(page)) history.replaceState(null, '', '/');
    this.draw(true);
    return null;
  }

  private async logOut(): Promise<void> {
    session.end();
    await this.ask();
    this.draw(true);
  }

  private allowed(page: Page): boolean {
    return page.actions.some((action) => session.may(action));
  }

  private go(path: string): void {
    history.pushState(null, '', path);
    this.draw(true);
    window.scrollTo(0, 0);
  }

  private pageHere(): Page | null {
    return kPages.find((page) => page.path === location.pathname) ?? kPages.find((page) => this.allowed(page)) ?? null;
  }

  private header(): HTMLElement {
    const said = t();
    const inside = session.token !== '';
    const purposes = session.info.purposes ?? [];
    const links = kPages.filter((page) => inside && this.allowed(page)).map((page) => {
      const attributes = { href: page.path, class: 'nav-link', ...(page === this.current ? { 'aria-current': 'page' } : {}) };
      const link = h('a', attributes, page.title());
      link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go(page.path);
      });
      return h('li', {}, link);
    });
    const purpose = h(
      'label',
      { class: 'purpose', title: said.purposeHint },
      h('span', {}, said.purpose),
      select(purposes.map((one) => ({ value: one.code ?? '', text: one.name ?? one.code ?? '' })), session.purpose, (code) => session.choose(code), { 'data-focus': 'purpose' }),
    );
    const role = said.roles[session.info.role ?? ''] ?? session.info.role;
    return h(
      'header',
      { class: 'page-header' },
      h('div', { class: 'page-header__bar' }, h('span', { class: 'logo' }, h('span', { class: 'logo-mark', 'aria-hidden': 'true' }), 'Schakel'), h('span', { class: 'tagline' }, said.tagline), this.languageSwitch()),
      inside
        ? h(
            'div',
            { class: 'page-header__nav' },
            h('nav', { 'aria-label': said.mainMenu }, h('ul', { class: 'nav-list' }, links)),
            h(
              'div',
              { class: 'account' },
              h('span', { class: 'who' }, h('b', {}, session.info.account ?? ''), ` ${role ?? ''}`),
              purpose,
              button(session.info.demo ? said.switchRole : said.logOut, () => void this.logOut(), {}, 'subtle'),
            ),
          )
        : null,
    );
  }

  // The purposes have their names of the service, in the language that was chosen.
  private async namePurposes(): Promise<void> {
    await this.ask();
    const names = new Map((session.info.purposes ?? []).map((one) => [one.code, one.name]));
    for (const option of document.querySelectorAll<HTMLOptionElement>('[data-focus=purpose] option')) option.text = names.get(option.value) ?? option.text;
  }

  private languageSwitch(): HTMLElement {
    const other = language() === 'nl' ? 'en' : 'nl';
    const change = (): void => {
      chooseLanguage(other);
      this.draw();
      document.getElementById('language')?.focus();
      void this.namePurposes();
    };
    return button(t().otherLanguage, change, { id: 'language', lang: other, title: t().otherLanguageHint, class: 'language' }, 'subtle');
  }

  private drawMain(main: HTMLElement): void {
    const said = t();
    if (this.trouble && !session.info.account) {
      replace(main, problemView(this.trouble, () => void this.start()));
    } else if (!session.token) {
      drawLogin(main, (token, purpose) => this.logIn(token, purpose));
    } else if (this.current && this.allowed(this.current)) {
      this.current.draw(main);
    } else {
      const name = this.current?.title() ?? '';
      replace(main, heading(1, name || 'Schakel'), alertBox('warning', paragraph(said.notAllowed(name)), paragraph(said.notAllowedMore)));
    }
  }

  private draw(moveFocus = false): void {
    const said = t();
    this.path = location.pathname;
    this.current?.leave?.();
    this.current = session.token ? this.pageHere() : null;
    document.documentElement.lang = language();
    document.title = `${this.current?.title() ?? said.pageLogin} – Schakel`;
    const main = h('main', { id: 'content', tabindex: -1 });
    const root = document.getElementById('console');
    if (!root) return;
    replace(
      root,
      h('a', { href: '#content', class: 'nl-skip-link skip-link' }, said.toContent),
      this.header(),
      session.info.demo ? h('aside', { class: 'demo-banner', 'aria-label': 'Demo' }, said.demoBanner) : null,
      main,
      h('footer', { class: 'page-footer' }, session.info.version ? said.version(session.info.version) : 'Schakel'),
    );
    this.drawMain(main);
    if (moveFocus) (main.querySelector<HTMLElement>('h1') ?? main).focus();
  }
}

export const shell = new Shell();

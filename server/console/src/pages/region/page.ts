// The labour market: a map and a table of the same figures.
import { regions } from 'reference';
import type { Market, MarketRow } from '../../api/advice';
import { h, onDone, redraw, replace, type Child } from '../../dom';
import type { Page } from '../../page';
import { dutchMap } from '../../parts/dutch_map';
import { field } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { formatDate, formatNumber } from '../../pure/format';
import { apiLanguage, language, t } from '../../texts/language';
import { marketTable } from './market_table';
import { state } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

class RegionView {
  readonly element = h('div', {});
  private readonly body = h('div', {});

  draw(): void {
    replace(this.element, heading(1, t().regionTitle, { tabindex: -1 }), this.body);
    this.show();
    void this.ask();
  }

  private async ask(force = false): Promise<void> {
    const changed = (): void => this.show();
    const [what, code] = state.view.split(':');
    const rows = what === 'g' ? { group: code || 'all' } : { region: code || 'all' };
    const language = apiLanguage();
    await Promise.all([
      state.shown.ask({ ...rows, language }, changed, force),
      state.onMap.ask({ group: what === 'g' && code ? code : 'all', language }, changed, force),
      state.groups.ask({ region: 'all', language }, changed, force),
    ]);
  }

  private choose(view: string): void {
    state.view = view;
    this.show();
    void this.ask();
  }

  private chooser(): HTMLElement {
    const said = t();
    const option = (value: string, text: string): HTMLOptionElement => h('option', { value, selected: value === state.view }, text);
    const groups = (state.groups.answer?.rows ?? []).filter((row) => row.group);
    const select = h(
      'select',
      { class: 'utrecht-select utrecht-select--html-select', 'data-focus': 'market view', name: 'view' },
      option('g:', said.allGroups),
      h('optgroup', { label: said.everyGroup }, option('r:', said.country), regions.map((one) => option(`r:${one.code}`, one.name))),
      h('optgroup', { label: said.everyRegion }, groups.map((row) => option(`g:${row.group}`, `${row.group} ${row.groupName ?? ''}`))),
    );
    onDone(select, () => this.choose(select.value));
    return h('div', { class: 'view-field' }, field({ label: said.showLabel }, select));
  }

  private map(): HTMLElement {
    const said = t();
    const rows = new Map((state.onMap.answer?.rows ?? []).map((row) => [row.region ?? '', row]));
    const chosen = state.view.startsWith('r:') ? state.view.slice(2) : '';
    const nameOf = (code: string): string => regions.find((one) => one.code === code)?.name ?? code;
    const titleOf = (code: string): string => {
      const row = rows.get(code);
      const counts = row ? `${number(row.cell?.vacancies)} ${said.columnVacancies.toLowerCase()}, ${number(row.cell?.seekers)} ${said.columnSeekers.toLowerCase()}, ${said.tensions[row.cell?.tension ?? 0]}` : said.marketNone;
      return `${nameOf(code)}: ${counts}`;
    };
    return h(
      'div',
      { class: 'map-frame' },
      dutchMap({
        label: said.marketMap,
        styleOf: (code) => `tension-${rows.get(code)?.cell?.tension ?? 0}${code === chosen ? ' chosen-region' : ''}`,
        titleOf,
        onRegion: (code) => this.choose(`r:${code}`),
      }),
      h('ul', { class: 'legend' }, [1, 2, 3, 4, 5, 0].map((one) => h('li', {}, h('span', { class: `swatch tension-${one}`, 'aria-hidden': 'true' }), said.tensions[one]))),
    );
  }

  private show(): void {
    const error = state.shown.error ?? state.onMap.error;
    if (error) return replace(this.body, problemView(error, () => void this.ask(true)));
    const answer = state.shown.answer;
    if (!answer) return replace(this.body, paragraph(t().loading, 'empty'));
    redraw(this.body, this.intro(answer), this.chooser(), h('div', { class: 'map-and-list' }, this.map(), this.tablePart(answer)), this.footer(answer));
  }

  private intro(answer: Market): Child {
    const said = t();
    return paragraph([said.regionIntro(number(answer.vacancies), number(answer.seekers)), ' ', said.canStartMeans], 'intro');
  }

  private tablePart(answer: Market): HTMLElement {
    const said = t();
    const byGroup = state.view.startsWith('r:');
    const choose = (row: MarketRow): void => this.choose(byGroup ? `g:${row.group ?? ''}` : `r:${row.region ?? ''}`);
    const code = state.view.slice(2);
    const title = byGroup ? (regions.find((one) => one.code === code)?.name ?? said.country) : (answer.rows?.find((row) => row.group === code)?.groupName ?? said.allGroups);
    return h('div', {}, heading(2, code && !byGroup ? `${code} ${title}` : title), marketTable(answer.rows ?? [], byGroup, title, choose, () => this.show()));
  }

  private footer(answer: Market): Child {
    const said = t();
    const { provenance } = answer;
    return h('p', { class: 'note' }, `${said.tensionMeans} ${said.notInRows(number(answer.vacanciesWithoutGroup), number(answer.seekersWithoutWish))} ${said.epochTitle} ${provenance?.epoch ?? ''}, ${formatDate(provenance?.date, language())}.`);
  }
}

export const regionPage: Page = {
  path: '/regio',
  title: () => t().pageRegion,
  actions: ['market'],
  draw(root) {
    const view = new RegionView();
    view.draw();
    replace(root, view.element);
  },
};

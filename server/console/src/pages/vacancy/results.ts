// Who fits, in six views of one answer.
import { h, later, redraw, replace, type Child } from '../../dom';
import { button } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { tabs } from '../../parts/tabs';
import { weightsEditor, type WeightsEditor } from '../../parts/weights_editor';
import { formatDate, formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { candidateList } from './candidate';
import { ClinicView } from './clinic';
import { candidateMap } from './candidate_map';
import { comparison } from './comparison';
import { nearMisses } from './near_misses';
import { filtersEditor } from './filters';
import { questionsView } from './questions';
import { shortlist } from './shortlist';
import { state, type ResultTab } from './state';

const kMostRows = 100;

export class Results {
  readonly element = h('section', { class: 'results', 'aria-labelledby': 'candidates' });
  private readonly summary = h('div', { class: 'summary', role: 'status' });
  private readonly tabRow = h('div', {});
  private readonly panel = h('div', { class: 'tab-panel', tabindex: 0 });
  private readonly clinic = new ClinicView(() => this.show());
  private weights: WeightsEditor | null = null;

  constructor(private readonly answered: () => void) {}

  draw(): void {
    const soon = later(120, () => void this.ask());
    this.weights = weightsEditor(state.weights, soon);
    replace(this.element, h('div', { class: 'results-head' }, heading(2, t().candidates, { id: 'candidates' }), this.summary), this.weights.element, filtersEditor(() => void this.ask()), this.tabRow, this.panel);
    this.show();
    void this.ask();
  }

  // Asks for the list that belongs to what is filled in.
  async ask(force = false): Promise<void> {
    const before = state.answer;
    await state.match(() => this.show(), force);
    if (state.answer !== before) this.answered();
  }

  private choose(tab: ResultTab): void {
    state.tab = tab;
    this.show();
    if (tab === 'near') void this.ask();
  }

  private show(): void {
    const said = t();
    this.element.setAttribute('aria-busy', String(state.busy));
    this.element.classList.toggle('is-busy', state.busy);
    this.showSummary();
    this.weights?.show();
    const all = [
      { name: 'list' as const, text: said.tabList },
      { name: 'map' as const, text: said.tabMap },
      { name: 'near' as const, text: said.tabNear },
      { name: 'questions' as const, text: said.tabQuestions },
      { name: 'clinic' as const, text: said.tabClinic },
      { name: 'compare' as const, text: said.tabCompare(state.compared.length) },
      { name: 'shortlist' as const, text: said.tabShortlist(state.shortlist.length) },
    ];
    const row = tabs<ResultTab>(said.resultTabs, all, state.tab, (name) => this.choose(name), this.panel);
    redraw(this.tabRow, row);
    redraw(this.panel, state.error ? problemView(state.error, () => void this.ask(true)) : null, this.content());
  }

  private showSummary(): void {
    const said = t();
    const answer = state.answer;
    if (!answer) return replace(this.summary, state.busy ? said.loading : '');
    const number = (value: number | string | undefined): string => formatNumber(value ?? 0, language());
    const { provenance } = answer;
    const changes = provenance?.changes ? said.changesIn(number(provenance.changes)) : '';
    replace(
      this.summary,
      h('p', { class: 'summary-line' }, h('b', {}, said.eligibleOf(number(answer.rows?.length), number(answer.eligible), number(answer.considered))), ` (${provenance?.exact ? `${said.exactList}, ` : ''}${said.in(state.milliseconds)})`),
      h('p', { class: 'note' }, `${said.made(provenance?.matchId ?? '', provenance?.epoch ?? '', formatDate(provenance?.date, language()))}${changes}. ${said.seen}`),
      (provenance?.warnings ?? []).map((warning) => h('p', { class: 'warning-line' }, warning.text ?? warning.code ?? '')),
    );
  }

  private content(): Child {
    const said = t();
    if (state.tab === 'compare') return comparison(() => this.show());
    if (state.tab === 'shortlist') return shortlist(() => this.show());
    const answer = state.answer;
    if (!answer) return state.error ? null : paragraph(state.busy ? said.loading : said.startTyping, 'empty');
    switch (state.tab) {
      case 'map':
        return candidateMap(answer, () => this.show());
      case 'near':
        return nearMisses(answer);
      case 'questions':
        return questionsView(() => this.show());
      case 'clinic':
        return this.clinic.draw();
      default:
        if (!answer.rows?.length) return paragraph(said.noCandidates, 'empty');
        return [candidateList(answer, () => this.show()), this.moreButton(answer.rows.length, answer.eligible ?? 0)];
    }
  }

  private moreButton(shown: number, eligible: number): Child {
    if (shown < state.top || shown >= eligible || shown >= kMostRows) return null;
    const more = (): void => {
      state.top = Math.min(kMostRows, state.top + 20);
      void this.ask();
    };
    return h('div', { class: 'actions' }, button(t().showMore, more, { 'data-focus': 'more' }));
  }
}

// The client sits at the desk: what is there, where they stand, what would open more, what is worth asking.
import type { SeekerQuestion } from '../../api/advice';
import type { Answered } from '../../api/answered';
import { h, later, redraw, replace, type Child } from '../../dom';
import type { Page } from '../../page';
import { jumpLink } from '../../parts/jump_link';
import { heading, paragraph, table } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { tabs } from '../../parts/tabs';
import { weightsEditor, type WeightsEditor } from '../../parts/weights_editor';
import { formatDate, formatNumber } from '../../pure/format';
import { language, t } from '../../texts/language';
import { SeekerForm } from './form';
import { positionView } from './position';
import { state, type SeekerTab } from './state';
import { vacancyList } from './vacancies';
import { whatIfView } from './what_if';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());

function questionsView(questions: SeekerQuestion[]): Child {
  const said = t();
  return [
    heading(3, said.questionsTitle),
    paragraph(said.questionsIntro, 'field-hint'),
    questions.length
      ? table<SeekerQuestion>(
          said.questionsTitle,
          [
            { head: said.field, rowHead: true, cell: (one) => one.name ?? one.field ?? '' },
            { head: said.gained, number: true, cell: (one) => number(one.gained) },
            { head: said.settled, number: true, cell: (one) => number(one.settled) },
            { head: said.raised, number: true, cell: (one) => number(one.raised) },
            { head: said.bestRank, number: true, cell: (one) => (one.bestRank ? number(one.bestRank) : '–') },
          ],
          questions,
        )
      : paragraph(said.noQuestions, 'empty'),
  ];
}

class SeekerResults {
  readonly element = h('section', { class: 'results', 'aria-labelledby': 'vacancies' });
  private readonly summary = h('div', { class: 'summary', role: 'status' });
  private readonly tabRow = h('div', {});
  private readonly panel = h('div', { class: 'tab-panel', tabindex: 0 });
  private weights: WeightsEditor | null = null;

  draw(): void {
    const soon = later(120, () => void this.ask());
    this.weights = weightsEditor(state.weights, soon);
    replace(this.element, h('div', { class: 'results-head' }, heading(2, t().vacancies, { id: 'vacancies' }), this.summary), this.weights.element, this.tabRow, this.panel);
    this.show();
    void this.ask();
  }

  async ask(force = false): Promise<void> {
    await state.ask(() => this.show(), force);
  }

  private show(): void {
    const said = t();
    const all = [
      { name: 'vacancies' as const, text: said.tabVacancies },
      { name: 'position' as const, text: said.tabPosition },
      { name: 'whatif' as const, text: said.tabWhatIf },
      { name: 'questions' as const, text: said.tabQuestions },
    ];
    const choose = (name: SeekerTab): void => {
      state.tab = name;
      this.show();
      void this.ask();
    };
    redraw(this.tabRow, tabs<SeekerTab>(said.seekerTabs, all, state.tab, choose, this.panel));
    this.showSummary();
    this.weights?.show();
    redraw(this.panel, state.isAsked() ? this.content() : paragraph(said.startClient, 'empty'));
  }

  private showSummary(): void {
    const said = t();
    const { answer, milliseconds } = state.matches;
    if (!answer || state.tab !== 'vacancies' || !state.isAsked()) return replace(this.summary);
    const { provenance } = answer;
    replace(
      this.summary,
      h('p', { class: 'summary-line' }, h('b', {}, said.vacanciesOf(number(answer.rows?.length), number(answer.eligible), number(answer.considered))), ` (${provenance?.exact ? `${said.exactList}, ` : ''}${said.in(milliseconds)})`),
      h('p', { class: 'note' }, said.made(provenance?.matchId ?? '', provenance?.epoch ?? '', formatDate(provenance?.date, language()))),
      (provenance?.warnings ?? []).map((warning) => h('p', { class: 'warning-line' }, warning.text ?? warning.code ?? '')),
    );
  }

  private shown<T>(one: Answered<T>, draw: (answer: T) => Child): Child {
    if (one.error) return problemView(one.error, () => void this.ask(true));
    return one.answer ? draw(one.answer) : paragraph(t().loading, 'empty');
  }

  private content(): Child {
    const more = (): void => {
      state.top = Math.min(100, state.top + 20);
      void this.ask();
    };
    switch (state.tab) {
      case 'position':
        return this.shown(state.position, positionView);
      case 'whatif':
        return whatIfView(() => {
          this.show();
          void this.ask();
        });
      case 'questions':
        return this.shown(state.questions, (answer) => questionsView(answer.questions ?? []));
      default:
        return this.shown(state.matches, (answer) => vacancyList(answer, more));
    }
  }
}

export const seekerPage: Page = {
  path: '/werkzoekende',
  title: () => t().pageSeeker,
  actions: ['match-seeker'],
  draw(root) {
    const results = new SeekerResults();
    const form = new SeekerForm(() => void results.ask());
    form.draw();
    results.draw();
    replace(
      root,
      heading(1, t().seekerTitle, { tabindex: -1 }),
      paragraph(t().seekerIntro, 'intro'),
      h('div', { class: 'desk' }, form.element, results.element),
      jumpLink(t().toVacancies, results.element, 'vacancies'),
    );
  },
};

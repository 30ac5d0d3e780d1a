// Fetching a vacancy that is in the store: by its number, or by words.
import { ProblemError, post } from '../../api/client';
import type { SearchAnswer } from '../../api/advice';
import type { Vacancy } from '../../api/records';
import { h, replace } from '../../dom';
import { button, field, submit, textbox } from '../../parts/fields';
import { alertBox } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { apiLanguage, t } from '../../texts/language';
import { Draft } from './draft';
import { state } from './state';

let query = '';

export function storedVacancy(taken: () => void): HTMLElement {
  const said = t();
  const found = h('div', { class: 'stored-found' });
  const box = textbox({ value: query, 'data-focus': 'stored', name: 'stored' });
  box.addEventListener('input', () => (query = box.value));

  const take = async (id: string): Promise<void> => {
    const answer = await post<{ vacancy?: Vacancy }>('vacancies/get', { id });
    state.replaceDraft(Draft.of(answer.vacancy ?? { id }));
    replace(found);
    taken();
  };

  const searchFor = async (text: string): Promise<void> => {
    const answer = await post<SearchAnswer>('vacancies/search', { text, top: 8, language: apiLanguage() });
    const hits = answer.hits ?? [];
    replace(
      found,
      hits.length
        ? h('ul', { class: 'hits' }, hits.map((hit) => h('li', {}, button(h('span', {}, h('b', {}, hit.title ?? ''), ` ${hit.id ?? ''}`), () => void guarded(() => take(hit.id ?? '')), { class: 'hit' }, 'subtle'))))
        : alertBox('info', said.storedNothing),
    );
  };

  // A number is one word; what is no number is looked for in the texts.
  const ask = async (): Promise<void> => {
    const text = query.trim();
    if (!text) return;
    if (!/^\S*\d\S*$/.test(text)) return searchFor(text);
    try {
      await take(text);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 404) throw error;
      await searchFor(text);
    }
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      replace(found, problemView(error, () => void guarded(work)));
    }
  };

  const form = h('form', { class: 'stored', role: 'search' }, field({ label: said.storedVacancy, hint: said.storedVacancyHint }, box), submit(said.fetch));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void guarded(ask);
  });
  return h('div', { class: 'panel' }, form, found);
}

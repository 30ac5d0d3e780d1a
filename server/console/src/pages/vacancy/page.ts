// The employer is on the phone: a vacancy on the left, who fits on the right.
import { h, replace } from '../../dom';
import type { Page } from '../../page';
import { jumpLink } from '../../parts/jump_link';
import { heading, paragraph } from '../../parts/layout';
import { t } from '../../texts/language';
import { VacancyForm } from './form';
import { Results } from './results';
import { storedVacancy } from './stored';

export const vacancyPage: Page = {
  path: '/vacature',
  title: () => t().pageVacancy,
  actions: ['match-vacancy'],
  draw(root) {
    const form: VacancyForm = new VacancyForm(() => {
      form.refreshHead();
      void results.ask();
    });
    const results: Results = new Results(() => form.refreshNames());
    const stored = storedVacancy(() => {
      form.draw();
      void results.ask();
    });
    form.draw();
    results.draw();
    replace(
      root,
      heading(1, t().vacancyTitle, { tabindex: -1 }),
      paragraph(t().vacancyIntro, 'intro'),
      h('div', { class: 'desk' }, h('div', { class: 'desk-form' }, stored, form.element), results.element),
      jumpLink(t().toCandidates, results.element, 'candidates'),
    );
  },
};

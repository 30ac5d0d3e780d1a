// What to ask the first candidates, and the employer.
import type { VacancyQuestion, VacancyQuestions } from '../../api/answers';
import { Answered } from '../../api/answered';
import type { Child } from '../../dom';
import { badge, heading, paragraph, table } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { formatNumber } from '../../pure/format';
import { apiLanguage, language, t } from '../../texts/language';
import { state } from './state';

const number = (value: number | undefined): string => formatNumber(value ?? 0, language());
const asked = new Answered<VacancyQuestions>('vacancies/questions');

export function questionsView(changed: () => void): Child {
  const said = t();
  const ask = (force: boolean): void => void asked.ask({ ...state.subject(), ...state.weights.part(), top: state.top, language: apiLanguage() }, changed, force);
  ask(false);
  if (asked.error) return problemView(asked.error, () => ask(true));
  const answer = asked.answer;
  if (!answer) return paragraph(said.loading, 'empty');
  const questions = answer.questions ?? [];
  return [
    heading(3, said.vacancyQuestionsTitle),
    paragraph(said.vacancyQuestionsIntro(number(answer.top)), 'field-hint'),
    questions.length
      ? table<VacancyQuestion>(
          said.vacancyQuestionsTitle,
          [
            { head: said.field, rowHead: true, cell: (one) => [one.name ?? one.field ?? '', one.ofVacancy ? badge(said.toEmployer) : null] },
            { head: said.openWith, number: true, cell: (one) => number(one.candidates) },
            { head: said.settled, number: true, cell: (one) => number(one.settles) },
            { head: said.bestRank, number: true, cell: (one) => (one.bestRank ? number(one.bestRank) : '–') },
          ],
          questions,
        )
      : paragraph(said.noQuestions, 'empty'),
  ];
}

// Logging in with a token; on a demo with a button per role.
import type { ProblemError } from '../api/client';
import { h, replace } from '../dom';
import { button, field, submit, textbox } from '../parts/fields';
import { alertBox, heading, paragraph } from '../parts/layout';
import { problemView } from '../parts/problem_view';
import { session } from '../session';
import { t } from '../texts/language';

type LogIn = (token: string, purpose: string) => Promise<ProblemError | null>;

export function drawLogin(root: HTMLElement, logIn: LogIn): void {
  const said = t();
  const trouble = h('div', {});
  const attempt = async (token: string, purpose: string): Promise<void> => {
    const problem = await logIn(token, purpose);
    if (problem) replace(trouble, problemView(problem));
  };

  const token = textbox({ type: 'password', name: 'token', 'data-focus': 'token' });
  const form = h('form', { class: 'login-form', novalidate: true }, field({ label: said.token, hint: said.tokenHint }, token), submit(said.logIn));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (token.value.trim()) void attempt(token.value.trim(), session.purpose);
    else replace(trouble, alertBox('error', said.tokenMissing));
  });

  const demo = session.info.demoAccounts ?? [];
  const roles = demo.map((one) =>
    h(
      'li',
      { class: 'role' },
      button(said.roles[one.role ?? ''] ?? one.name ?? one.role ?? '', () => void attempt(one.token ?? '', one.purpose ?? ''), { 'data-role': one.role }, 'primary'),
      paragraph(said.roleJobs[one.role ?? ''] ?? one.name ?? ''),
    ),
  );

  replace(
    root,
    heading(1, said.loginTitle, { tabindex: -1 }),
    session.wasExpired ? alertBox('warning', said.loginAgain) : null,
    trouble,
    demo.length
      ? h('section', { class: 'panel', 'aria-labelledby': 'demo-roles' }, heading(2, said.demoAccounts, { id: 'demo-roles' }), paragraph(said.demoIntro), h('ul', { class: 'roles' }, roles))
      : null,
    h('section', { class: 'panel', 'aria-labelledby': 'token-login' }, heading(2, said.logIn, { id: 'token-login' }), paragraph(said.loginIntro), form),
  );
}

// What went wrong, in plain words, and what to do about it.
import { ProblemError, type Problem } from '../api/client';
import { h, type Child } from '../dom';
import { t } from '../texts/language';
import { button } from './fields';
import { alertBox } from './layout';

export function plainly(problem: Problem): string {
  const said = t();
  if (problem.kind === 'network') return said.problemNetwork;
  const exactly = (said.problems as Record<string, string | undefined>)[problem.code];
  if (exactly) return exactly;
  switch (problem.status) {
    case 401:
      return said.problem401;
    case 403:
      return said.problem403;
    case 404:
      return said.problem404;
    case 409:
    case 410:
      return said.problem409;
    case 413:
    case 431:
      return said.problem413;
    case 400:
    case 422:
      return said.problem422;
    case 429:
      return said.problem429;
    case 503:
      return said.problem503;
    default:
      return said.problemServer;
  }
}

const kMayPass = new Set([0, 408, 409, 410, 429, 500, 502, 503, 504]);

export function problemView(error: unknown, retry?: () => void): HTMLElement {
  if (!(error instanceof ProblemError)) throw error;
  const said = t();
  const { problem } = error;
  const detail = [problem.detail || problem.title, problem.field && `(${problem.field})`].filter(Boolean).join(' ');
  const more: Child[] = [];
  if (problem.retryAfterSeconds > 0) more.push(h('p', {}, said.retryAfter(problem.retryAfterSeconds)));
  more.push(h('p', {}, said.nothingLost));
  if (detail) more.push(h('details', {}, h('summary', {}, said.detail), h('p', {}, detail)));
  if (retry && kMayPass.has(problem.status)) more.push(button(said.retry, retry));
  return alertBox('error', h('strong', {}, said.problemTitle), h('p', {}, plainly(problem)), more);
}

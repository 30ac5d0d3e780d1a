// Asks the service. Whatever goes wrong is one Problem; nothing else is thrown.
import { codeOfType } from '../pure/problem_code';
import { session } from '../session';
import { language } from '../texts/language';
import type { Session } from './operation';

export interface Problem {
  kind: 'network' | 'problem' | 'aborted';
  status: number;
  title: string;
  detail: string;
  field: string; // where in the request it is, or empty
  code: string; // of server/service: 'quota'; or empty
  retryAfterSeconds: number;
}

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

async function problemOf(response: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // no problem+json: the status says it
  }
  const wrong = Array.isArray(body['invalidParams']) ? (body['invalidParams'] as { name?: unknown; reason?: unknown }[]) : [];
  return {
    kind: 'problem',
    status: response.status,
    title: text(body['title']),
    detail: [text(body['detail']), ...wrong.map((one) => text(one.reason))].filter(Boolean).join(': '),
    field: wrong.map((one) => text(one.name)).filter(Boolean).join(', '),
    code: codeOfType(text(body['type'])),
    retryAfterSeconds: Number(response.headers.get('Retry-After') ?? 0) || 0,
  };
}

async function send(method: string, path: string, body: unknown, signal?: AbortSignal, token = session.token): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': language() };
  if (token) headers['Authorization'] = `Bearer ${token}`;
  if (token && token === session.token && session.purpose) headers['Purpose'] = session.purpose;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const request: RequestInit = { method, headers, cache: 'no-store', credentials: 'omit' };
  if (body !== undefined) request.body = JSON.stringify(body);
  if (signal) request.signal = signal;
  let response: Response;
  try {
    response = await fetch(`/v1/${path}`, request);
  } catch {
    const nothing = { status: 0, title: '', detail: '', field: '', code: '', retryAfterSeconds: 0 };
    throw new ProblemError({ kind: signal?.aborted ? 'aborted' : 'network', ...nothing });
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && token && token === session.token) session.expired();
    throw new ProblemError(problem);
  }
  return response;
}

export async function post<T>(path: string, body: object, signal?: AbortSignal): Promise<T> {
  return (await (await send('POST', path, body, signal)).json()) as T;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send('GET', path, undefined, signal)).json()) as T;
}

// Whose token it is, before anybody is logged in with it.
export async function whoHas(token: string): Promise<Session> {
  return (await (await send('GET', 'session', undefined, undefined, token)).json()) as Session;
}

export async function getText(path: string): Promise<string> {
  return (await send('GET', path, undefined)).text();
}

// One question at a time: a newer one takes the place of the one before, whose answer is not wanted any more.
export class Latest {
  private controller: AbortController | null = null;

  async ask<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.controller?.abort();
    const mine = (this.controller = new AbortController());
    try {
      const answer = await work(mine.signal);
      return mine === this.controller ? answer : null;
    } catch (error) {
      if (mine !== this.controller || (error instanceof ProblemError && error.problem.kind === 'aborted')) return null;
      throw error;
    }
  }
}

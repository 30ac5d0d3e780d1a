import { Latest, ProblemError, post } from './client';

// One answer of the service, asked again when what it is about has changed.
export class Answered<T> {
  answer: T | null = null;
  error: unknown = null;
  busy = false;
  milliseconds = 0;
  private key = '';
  private readonly latest = new Latest();

  constructor(private readonly path: string) {}

  forget(): void {
    this.answer = null;
    this.error = null;
    this.key = '';
  }

  async ask(request: object, changed: () => void, force = false): Promise<void> {
    const key = JSON.stringify(request);
    if (!force && this.key === key) return;
    this.key = key;
    this.busy = true;
    changed();
    const start = performance.now();
    try {
      const answer = await this.latest.ask((signal) => post<T>(this.path, request, signal));
      if (!answer) return;
      this.answer = answer;
      this.error = null;
      this.milliseconds = Math.round(performance.now() - start);
    } catch (error) {
      this.error = error;
      // The frame asks to log in; from there on this is asked anew.
      if (error instanceof ProblemError && error.problem.status === 401) return this.forget();
    }
    this.busy = false;
    changed();
  }
}

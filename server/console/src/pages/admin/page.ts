// State of the service: epoch, loads, quarantine, the night's run, metrics; playing a logged list again.
import { ProblemError, get, getText, post } from '../../api/client';
import type { Epochs, Status } from '../../api/operation';
import { h, redraw, replace, type Child } from '../../dom';
import type { Page } from '../../page';
import { button } from '../../parts/fields';
import { heading, paragraph } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { session } from '../../session';
import { t } from '../../texts/language';
import { epochPart } from './epochs';
import { jobsPart, loadsPart, quarantinePart } from './loads';
import { metricsPart } from './metrics';
import { ReplayPart } from './replay';

const kWatchEvery = 2000; // milliseconds, while something runs
const kRestEvery = 15000;

class AdminView {
  readonly element = h('div', {});
  private readonly body = h('div', {});
  private readonly replay = new ReplayPart();
  private status: Status | null = null;
  private epochs: Epochs | null = null;
  private metrics = '';
  private error: unknown = null;
  private timer = 0;
  private stopped = false;

  start(): void {
    const head = h('div', { class: 'panel-head' }, heading(1, t().adminTitle, { tabindex: -1 }), button(t().refresh, () => void this.ask(), { 'data-focus': 'refresh' }));
    replace(this.element, head, this.body, session.may('replay') ? this.replay.element : null);
    this.show();
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    window.clearTimeout(this.timer);
    try {
      const [epochs, status, metrics] = await Promise.all([
        session.may('epochs-list') ? get<Epochs>('epochs') : null,
        session.may('status') ? get<Status>('status') : null,
        session.may('metrics') ? getText('metrics') : '',
      ]);
      [this.epochs, this.status, this.metrics, this.error] = [epochs, status, metrics, null];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.error = error;
    }
    if (this.stopped) return;
    this.show();
    const running = this.epochs?.build?.running || this.status?.jobs?.some((job) => job.running);
    this.timer = window.setTimeout(() => void this.ask(), running ? kWatchEvery : kRestEvery);
  }

  private async build(): Promise<void> {
    try {
      await post('epochs', {});
      await this.ask();
    } catch (error) {
      this.error = error;
      this.show();
    }
  }

  private show(): void {
    const parts: Child[] = [];
    if (this.error) parts.push(problemView(this.error, () => void this.ask()));
    if (!this.epochs && !this.status && !this.error) parts.push(paragraph(t().loading, 'empty'));
    const epochs = this.epochs ? epochPart(this.epochs, this.status, () => void this.build()) : null;
    const status = this.status;
    parts.push(h('div', { class: 'admin-columns' }, epochs, status ? h('div', {}, jobsPart(status), loadsPart(status)) : null));
    if (status) parts.push(quarantinePart(status));
    if (this.metrics) parts.push(metricsPart(this.metrics));
    if (session.may('replay')) parts.push(paragraph(t().auditHint, 'note'));
    redraw(this.body, parts);
  }
}

let view: AdminView | null = null;

export const adminPage: Page = {
  path: '/beheer',
  title: () => t().pageAdmin,
  actions: ['status', 'metrics', 'replay'],
  draw(root) {
    view = new AdminView();
    view.start();
    replace(root, view.element);
  },
  leave() {
    view?.stop();
    view = null;
  },
};

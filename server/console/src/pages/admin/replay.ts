// A logged list once more: is it what was shown then?
import { post } from '../../api/client';
import type { ReplayAnswer } from '../../api/operation';
import { h, replace } from '../../dom';
import { field, submit, textbox } from '../../parts/fields';
import { alertBox, heading, paragraph } from '../../parts/layout';
import { problemView } from '../../parts/problem_view';
import { formatTime } from '../../pure/format';
import { language, t } from '../../texts/language';

let typed = '';

export class ReplayPart {
  readonly element: HTMLElement;
  private readonly result = h('div', { role: 'status' });

  constructor() {
    const said = t();
    const box = textbox({ value: typed, name: 'match' });
    box.addEventListener('input', () => (typed = box.value));
    const form = h('form', { class: 'inline-form' }, field({ label: said.matchId }, box), submit(said.replay));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (box.value.trim()) void this.ask(box.value.trim());
    });
    this.element = h('section', { class: 'panel', 'aria-labelledby': 'replay' }, heading(2, said.replayTitle, { id: 'replay' }), paragraph(said.replayIntro, 'field-hint'), form, this.result);
  }

  private async ask(matchId: string): Promise<void> {
    const said = t();
    try {
      const answer = await post<ReplayAnswer>('matches/replay', { matchId });
      replace(
        this.result,
        alertBox(answer.reproduced ? 'ok' : 'error', h('p', {}, answer.reproduced ? said.reproduced : said.notReproduced), h('p', {}, said.replayed(answer.actor ?? '', formatTime(answer.time, language()), answer.purpose ?? ''))),
        h('p', { class: 'note' }, `SHA-256 ${answer.rowsSha256 ?? ''}`),
      );
    } catch (error) {
      replace(this.result, problemView(error, () => void this.ask(matchId)));
    }
  }
}

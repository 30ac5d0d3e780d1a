// A box that suggests while one types: the WAI-ARIA combobox with a list, by keyboard and by mouse.
import { freshId, h, later, replace } from '../dom';
import { t } from '../texts/language';
import { textbox } from './fields';

export interface Option {
  code: string;
  name: string;
  note?: string;
}

export interface Combobox {
  element: HTMLElement;
  input: HTMLInputElement;
}

interface Settings {
  ask: (text: string) => Promise<Option[]>;
  choose: (option: Option) => void;
  placeholder?: string;
  focusKey?: string;
  labelledBy?: string;
  label?: string;
}

class Suggestions {
  private readonly listId = freshId('list');
  private readonly list: HTMLUListElement;
  private readonly status = h('div', { class: 'visually-hidden', role: 'status' });
  private options: Option[] = [];
  private active = -1;
  private asked = 0;
  readonly input: HTMLInputElement;
  readonly element: HTMLElement;

  constructor(private readonly settings: Settings) {
    this.list = h('ul', { id: this.listId, role: 'listbox', class: 'suggestions', hidden: true, 'aria-label': settings.label ?? settings.placeholder ?? '' });
    this.input = textbox({
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': this.listId,
      'aria-autocomplete': 'list',
      placeholder: settings.placeholder,
      'data-focus': settings.focusKey,
      'aria-label': settings.label,
      'aria-labelledby': settings.labelledBy,
    });
    const soon = later(150, () => void this.suggest());
    this.input.addEventListener('input', soon);
    this.input.addEventListener('keydown', (event) => this.key(event));
    this.input.addEventListener('blur', () => window.setTimeout(() => this.close(), 150));
    this.element = h('div', { class: 'combobox' }, this.input, this.list, this.status);
  }

  private async suggest(): Promise<void> {
    const text = this.input.value.trim();
    const mine = (this.asked += 1);
    if (text.length < 2) return this.close();
    let found: Option[] = [];
    try {
      found = await this.settings.ask(text);
    } catch {
      found = []; // the page shows what is wrong with the service; here there is just nothing to suggest
    }
    if (mine !== this.asked || document.activeElement !== this.input) return;
    this.options = found;
    this.active = found.length ? 0 : -1;
    this.status.textContent = t().suggestions(found.length);
    this.draw();
  }

  private draw(): void {
    replace(
      this.list,
      this.options.map((option, at) =>
        h(
          'li',
          {
            id: `${this.listId}-${at}`,
            role: 'option',
            'aria-selected': at === this.active ? 'true' : 'false',
            onmousedown: (event: MouseEvent) => event.preventDefault(),
            onclick: () => this.take(option),
          },
          h('span', {}, option.name),
          option.note ? h('span', { class: 'note' }, option.note) : null,
        ),
      ),
    );
    const open = this.options.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `${this.listId}-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Escape') return this.close();
    if (event.key === 'Enter') {
      event.preventDefault();
      const option = this.options[this.active];
      if (option && !this.list.hidden) this.take(option);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.options.length) return;
    event.preventDefault();
    this.active = (this.active + step + this.options.length) % this.options.length;
    this.draw();
  }

  private take(option: Option): void {
    this.input.value = '';
    this.close();
    this.settings.choose(option);
  }

  private close(): void {
    this.options = [];
    this.active = -1;
    this.draw();
  }
}

export function combobox(settings: Settings): Combobox {
  const made = new Suggestions(settings);
  return { element: made.element, input: made.input };
}

// A modal dialog: Escape closes it, and the focus goes back to where it came from.
import { h, type Child } from '../dom';
import { t } from '../texts/language';
import { button } from './fields';
import { heading } from './layout';

export interface Dialog {
  body: HTMLElement;
  close: () => void;
}

export function openDialog(title: string, ...content: Child[]): Dialog {
  const from = document.activeElement;
  const body = h('div', { class: 'dialog-body', tabindex: 0, role: 'group', 'aria-labelledby': 'dialog-title' }, content);
  const element = h('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title' });
  const close = (): void => element.close();
  element.append(h('div', { class: 'dialog-head' }, heading(2, title, { id: 'dialog-title' }), button(t().close, close, {}, 'subtle')), body);
  element.addEventListener('close', () => {
    element.remove();
    if (from instanceof HTMLElement) from.focus();
  });
  document.body.append(element);
  element.showModal();
  return { body, close };
}

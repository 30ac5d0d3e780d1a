// Tabs as WAI-ARIA describes them: arrows, Home and End move; one tab is in the order of the Tab key.
import { h, type Child } from '../dom';

export interface Tab<Name extends string> {
  name: Name;
  text: Child;
}

export function tabs<Name extends string>(
  label: string,
  all: Tab<Name>[],
  chosen: Name,
  onChoose: (name: Name) => void,
  panel: HTMLElement,
): HTMLDivElement {
  const move = (event: KeyboardEvent): void => {
    const at = all.findIndex((one) => one.name === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = to === undefined ? undefined : all[(to + all.length) % all.length];
    if (!next) return;
    event.preventDefault();
    onChoose(next.name);
    document.getElementById(`tab-${next.name}`)?.focus();
  };
  panel.setAttribute('role', 'tabpanel');
  panel.setAttribute('aria-labelledby', `tab-${chosen}`);
  panel.id = 'tab-panel';
  return h(
    'div',
    { role: 'tablist', 'aria-label': label, class: 'tabs', onkeydown: move },
    all.map((one) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${one.name}`,
          'data-focus': `tab-${one.name}`,
          'aria-selected': one.name === chosen ? 'true' : 'false',
          'aria-controls': 'tab-panel',
          tabindex: one.name === chosen ? 0 : -1,
          class: 'tab',
          onclick: () => onChoose(one.name),
        },
        one.text,
      ),
    ),
  );
}

// Elements, made by hand: h('p', { class: 'note' }, 'text'). Text is always text, never markup.

export type Child = Node | string | number | null | undefined | false | Child[];

type Listener = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | null | undefined | Listener>;

const kSvg = 'http://www.w3.org/2000/svg';

function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (name === 'value' && 'value' in element) element.value = String(value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
}

function add(parent: Node, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  const { value, ...others } = attributes;
  set(element, others);
  add(element, children);
  if (value !== undefined) set(element, { value }); // a select has its options by now
  return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(kSvg, tag);
  set(element, attributes);
  add(element, children);
  return element as SVGElement;
}

export function replace(parent: Element, ...children: Child[]): void {
  parent.replaceChildren();
  add(parent, children);
}

let ids = 0;
export function freshId(prefix: string): string {
  ids += 1;
  return `${prefix}-${ids}`;
}

// Draws a part again and puts the focus back where it was, by data-focus.
export function redraw(parent: Element, ...children: Child[]): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && parent.contains(active) ? active.dataset['focus'] : undefined;
  replace(parent, ...children);
  if (!key) return;
  for (const one of parent.querySelectorAll<HTMLElement>('[data-focus]'))
    if (one.dataset['focus'] === key) return one.focus();
}

// When a box is done with. The focus has moved on by then, so that what is drawn again can put it back.
export function onDone(box: HTMLElement, work: () => void): void {
  box.addEventListener('change', () => window.setTimeout(work, 0));
}

// Whether somebody is typing in a part just now: drawing it again would take that away.
export function isTypedIn(part: Element): boolean {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && active.type === 'text' && active.value !== '' && part.contains(active);
}

// Calls `work` once nothing was asked for a while.
export function later(milliseconds: number, work: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, milliseconds);
  };
}

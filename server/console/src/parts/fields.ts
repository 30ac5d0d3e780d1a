// Form fields of the NL Design System: a label, an optional hint, a control, an optional error.
import { freshId, h, onDone, type Attributes, type Child } from '../dom';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface FieldOptions {
  label: string;
  hint?: string;
  error?: string;
  wide?: boolean;
}

// `element` stands in the form where it is more than the control itself.
export function field(options: FieldOptions, control: Control, ...element: Child[]): HTMLDivElement {
  control.id ||= freshId('field');
  const notes: string[] = [];
  const note = (text: string | undefined, role: string): Child => {
    if (!text) return null;
    const id = `${control.id}-${role}`;
    notes.push(id);
    const isError = role === 'error';
    return h('div', { id, class: isError ? 'field-error' : 'field-hint', ...(isError ? { role: 'alert' } : {}) }, text);
  };
  const hint = note(options.hint, 'hint');
  const error = note(options.error, 'error');
  if (notes.length) control.setAttribute('aria-describedby', notes.join(' '));
  if (options.error) control.setAttribute('aria-invalid', 'true');
  return h(
    'div',
    { class: `utrecht-form-field field${options.wide ? ' field--wide' : ''}` },
    h('label', { class: 'utrecht-form-label', for: control.id }, options.label),
    hint,
    element.length ? element : control,
    error,
  );
}

export function textbox(attributes: Attributes): HTMLInputElement {
  return h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', ...attributes, class: 'utrecht-textbox utrecht-textbox--html-input' });
}

export function textarea(attributes: Attributes): HTMLTextAreaElement {
  return h('textarea', { ...attributes, class: 'utrecht-textarea utrecht-textarea--html-textarea' });
}

export function select(
  options: { value: string; text: string }[],
  chosen: string,
  onChoose: (value: string) => void,
  attributes: Attributes = {},
): HTMLSelectElement {
  const element = h(
    'select',
    { ...attributes, class: `utrecht-select utrecht-select--html-select ${attributes['class'] ?? ''}` },
    options.map((one) => h('option', { value: one.value, selected: one.value === chosen }, one.text)),
  );
  onDone(element, () => onChoose(element.value));
  return element;
}

export function checkbox(label: Child, checked: boolean, onToggle: (on: boolean) => void, attributes: Attributes = {}): HTMLLabelElement {
  const box = h('input', { type: 'checkbox', checked, ...attributes, class: 'utrecht-checkbox utrecht-checkbox--html-input' });
  onDone(box, () => onToggle(box.checked));
  return h('label', { class: 'utrecht-form-label utrecht-form-label--checkbox choice' }, box, h('span', {}, label));
}

type ButtonLook = 'primary' | 'secondary' | 'subtle';

export function button(text: Child, onClick: () => void, attributes: Attributes = {}, look: ButtonLook = 'secondary'): HTMLButtonElement {
  return h('button', { type: 'button', ...attributes, class: `nl-button nl-button--${look} ${attributes['class'] ?? ''}`, onclick: onClick }, text);
}

export function submit(text: string, attributes: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'submit', ...attributes, class: `nl-button nl-button--primary ${attributes['class'] ?? ''}` }, text);
}

// A number or nothing, from a box of digits.
export function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : undefined;
}

// On a narrow window the results stand below the form: a link to them, for as long as they are out of sight.
import { h } from '../dom';

export function jumpLink(text: string, target: HTMLElement, headingId: string): HTMLAnchorElement {
  const link = h('a', { class: 'jump', href: `#${headingId}` }, text);
  const observer = new IntersectionObserver((entries) => (link.hidden = entries.some((one) => one.isIntersecting)));
  observer.observe(target);
  return link;
}

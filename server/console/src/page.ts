// A page of the console. It keeps what was typed for as long as the tab is open; draw() may be called again and again.
export interface Page {
  path: string;
  title: () => string;
  actions: string[]; // of docs/access.md: whoever may do one of them may see the page
  draw: (root: HTMLElement) => void;
  leave?: () => void;
}

// Who is asking, and for what. The token is kept for this tab only, and goes when the tab is closed.
import type { Session } from './api/operation';

const kToken = 'schakel.token';
const kPurpose = 'schakel.purpose';

class CurrentSession {
  token = sessionStorage.getItem(kToken) ?? '';
  purpose = sessionStorage.getItem(kPurpose) ?? '';
  info: Session = {};
  wasExpired = false;
  onExpired: () => void = () => undefined;

  begin(token: string, purpose: string): void {
    this.token = token;
    this.wasExpired = false;
    sessionStorage.setItem(kToken, token);
    this.choose(purpose);
  }

  choose(purpose: string): void {
    this.purpose = purpose;
    sessionStorage.setItem(kPurpose, purpose);
  }

  // Takes over what the service says about the account; keeps a purpose that the account has.
  know(info: Session): void {
    this.info = info;
    const purposes = info.purposes ?? [];
    if (purposes.some((one) => one.code === this.purpose)) return;
    const first = purposes.find((one) => one.persons) ?? purposes[0];
    if (info.account) this.choose(first?.code ?? '');
  }

  end(): void {
    this.token = '';
    this.purpose = '';
    sessionStorage.removeItem(kToken);
    sessionStorage.removeItem(kPurpose);
    this.info = { ...(this.info.demo ? { demo: true } : {}) };
  }

  expired(): void {
    this.end();
    this.wasExpired = true;
    this.onExpired();
  }

  may(action: string): boolean {
    return this.info.actions?.includes(action) ?? false;
  }
}

export const session = new CurrentSession();

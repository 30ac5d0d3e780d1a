// What the page of a jobseeker knows. It outlives the page's elements: nothing typed is lost.
import { Answered } from '../../api/answered';
import type { ProfileChange, SeekerPosition, SeekerQuestions, WhatIf } from '../../api/advice';
import type { AnsweredWeights, SeekerMatches } from '../../api/answers';
import { rememberItems } from '../../parts/names';
import { joined } from '../../pure/profile_change';
import { ChosenWeights } from '../../pure/weights';
import { apiLanguage } from '../../texts/language';
import { Profile } from './profile';

export type SeekerTab = 'vacancies' | 'position' | 'whatif' | 'questions';

class SeekerState {
  numberTyped = '';
  client = ''; // the stored one that is shown; '': the profile
  profile = new Profile();
  readonly weights = new ChosenWeights();
  tab: SeekerTab = 'vacancies';
  top = 20;
  matches = new Answered<SeekerMatches>('seekers/matches');
  position = new Answered<SeekerPosition>('seekers/position');
  additions = new Answered<WhatIf>('seekers/what-if');
  whatIf = new Answered<WhatIf>('seekers/what-if');
  questions = new Answered<SeekerQuestions>('seekers/questions');
  changes: { name: string; change: ProfileChange }[] = [];

  isAsked(): boolean {
    return this.client !== '' || this.profile.canBeMatched();
  }

  subject(): object {
    return this.client ? { seekerId: this.client } : { seeker: this.profile.toSeeker() };
  }

  // Somebody else, or another profile.
  startOver(): void {
    for (const one of [this.matches, this.position, this.additions, this.whatIf, this.questions]) one.forget();
    this.changes = [];
    this.top = 20;
  }

  // Asks what the tab shows.
  async ask(changed: () => void, force = false): Promise<void> {
    if (!this.isAsked()) return changed();
    const language = apiLanguage();
    const subject = this.subject();
    const weights = this.weights.part();
    const told = (one: Answered<{ weights?: AnsweredWeights }>) => (): void => {
      this.weights.learn(one.answer?.weights);
      changed();
    };
    switch (this.tab) {
      case 'position':
        return this.position.ask({ ...subject, language }, changed, force);
      case 'whatif':
        await this.additions.ask({ ...subject, ...weights, best: 4, language }, told(this.additions), force);
        if (!this.changes.length) {
          this.whatIf.forget();
          return changed();
        }
        return this.whatIf.ask({ ...subject, ...weights, change: joined(this.changes.map((one) => one.change)), language }, changed, force);
      case 'questions':
        return this.questions.ask({ ...subject, ...weights, language }, told(this.questions), force);
      default:
        await this.matches.ask({ ...subject, ...weights, top: this.top, nearMisses: 10, language, explanation: 'DATA', countEligible: true }, told(this.matches), force);
        rememberItems(this.matches.answer?.items);
    }
  }
}

export const state = new SeekerState();

import type { nlAsking } from './nl_asking';

export const enAsking: typeof nlAsking = {
  filters: 'Filters',
  filtersIntro: 'A filter changes no points. Who does not say it is not left out.',
  filterKm: 'At most so many km',
  filterRegion: 'Lives in region',
  filterAvailable: 'Available on',
  excludeUnknown: 'Leave out who is unknown on a must, travel, hours or shifts',
  vacancyQuestionsTitle: 'What to ask?',
  vacancyQuestionsIntro: (top: string) => `What is open with the first ${top} candidates, whom to ask, and what it can change.`,
  toEmployer: 'to the employer',
  openWith: 'Open with',
  whyNotHead: 'Why is somebody not there, or not higher?',
  whyNotWho: 'Number of the jobseeker',
  whyNot: 'Why not?',
  whyNotTitle: (id: string) => `Why ${id} is not there, or not higher`,
  whyNotStands: (rank: string, all: string) => `Is eligible, and stands at rank ${rank} of ${all}.`,
  whyNotWould: (rank: string, total: string) => `Is not eligible. With ${total} points it would be rank ${rank}.`,
  whyNotFails: 'What is not met',
  whyNotAsked: 'Asked',
  whyNotAbove: 'Who stands just above',
  whyNotAboveIs: (id: string, total: string) => `${id} with ${total} points. By category that is more (+) or less (−):`,
};

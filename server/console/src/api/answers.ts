// What the service answers about matches, as the JSON of server/service/api/*.proto. A field that is absent is 0,
// false, "" or empty.
import type { Condition, Kind } from './records';

export interface Warning {
  code?: string;
  text?: string;
  field?: string;
}
export interface Provenance {
  matchId?: string;
  epoch?: string;
  date?: string;
  strategyHash?: string;
  exact?: boolean;
  sequence?: string;
  changes?: number;
  warnings?: Warning[];
}
export type Verdict = 'MEETS' | 'FAILS' | 'UNKNOWN';
export type Presence = 'FOUND' | 'NOT_KNOWN' | 'MISSING';
export interface Points {
  demand?: number;
  wish?: number;
  position?: number;
  region?: number;
}
export interface Named {
  code?: string;
  name?: string;
}
export interface MapPoint {
  xM?: number;
  yM?: number;
}
export interface Item {
  key?: string;
  kind?: Kind;
  code?: string;
  minimum?: number;
  name?: string;
  demand?: boolean;
}
export interface SeekerProfile {
  id?: string;
  wants?: Named[];
  headline?: string;
  postcode4?: string;
  place?: string;
  point?: MapPoint;
}
export interface VacancyProfile {
  id?: string;
  title?: string;
  employer?: string;
  occupation?: Named;
  headline?: string;
  postcode?: string;
  place?: string;
  point?: MapPoint;
  remotePercent?: number;
}
export interface Criteria {
  must?: Verdict;
  travel?: Verdict;
  hours?: Verdict;
  shiftWork?: Verdict;
}
export interface ItemResult {
  item?: number;
  points?: number;
  units?: number;
  condition?: Condition;
  fact?: string;
  relation?: string;
}
export interface RowQuestion {
  field?: string;
  name?: string;
  total?: number;
  rank?: number;
  settles?: boolean;
}
export interface Match {
  total?: number;
  low?: number;
  high?: number;
  points?: Points;
  distanceM?: number;
  criteria?: Criteria;
  found?: ItemResult[];
  unknown?: ItemResult[];
  missing?: ItemResult[];
  questions?: RowQuestion[];
  short?: string;
}
export interface AnsweredWeights {
  requested?: Points;
  applied?: Points;
  effective?: Points;
}
export interface SeekerRow {
  rank?: number;
  seeker?: SeekerProfile;
  match?: Match;
}
export interface VacancyRow {
  rank?: number;
  vacancy?: VacancyProfile;
  match?: Match;
}
export interface NearMiss {
  seeker?: SeekerProfile;
  vacancy?: VacancyProfile;
  total?: number;
  rank?: number;
  fails?: Item;
}
interface ListAnswer {
  provenance?: Provenance;
  weights?: AnsweredWeights;
  considered?: number;
  eligible?: number;
  items?: Item[];
  nearMisses?: NearMiss[];
  nextCursor?: string;
}
export interface VacancyMatches extends ListAnswer {
  vacancy?: VacancyProfile;
  rows?: SeekerRow[];
}
export interface SeekerMatches extends ListAnswer {
  seeker?: SeekerProfile;
  rows?: VacancyRow[];
}

export interface Category {
  low?: number;
  high?: number;
  weight?: number;
  points?: number;
}
export interface CriterionExplained {
  criterion?: string;
  name?: string;
  verdict?: Verdict;
  because?: string;
}
export interface ItemExplained {
  item?: Item;
  condition?: Condition;
  points?: number;
  presence?: Presence;
  must?: Verdict;
  fact?: string;
  relation?: string;
}
export interface Explained {
  eligible?: boolean;
  total?: number;
  low?: number;
  high?: number;
  points?: Points;
  distanceM?: number;
  demand?: Category;
  wish?: Category;
  position?: Category;
  region?: Category;
  criteria?: CriterionExplained[];
  items?: ItemExplained[];
  short?: string;
}

export interface WhyNot {
  seeker?: SeekerProfile;
  eligible?: boolean;
  match?: Match;
  failed?: { criterion?: string; item?: string; asked?: string; found?: string }[];
  vacancyList?: { rank?: number; others?: number; above?: string; aboveTotal?: number; difference?: Points };
}
export interface VacancyQuestion {
  field?: string;
  name?: string;
  ofVacancy?: boolean;
  candidates?: number;
  settles?: number;
  bestRank?: number;
}
export interface VacancyQuestions {
  top?: number;
  questions?: VacancyQuestion[];
}

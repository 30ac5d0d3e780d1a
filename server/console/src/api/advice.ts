// What the service answers about advice, the market and text, as the JSON of server/service/api/*.proto.
import type { AnsweredWeights, Item, Provenance, SeekerProfile, VacancyProfile } from './answers';

export interface CodeLevel {
  code?: string;
  level?: number;
  name?: string;
}
export interface ProfileChange {
  competences?: CodeLevel[];
  drivingLicences?: string[];
  languages?: CodeLevel[];
  diplomas?: { level?: number; field?: string }[];
  hoursMin?: number;
  hoursMax?: number;
  maxDistanceKm?: number;
  name?: string;
}
export interface BeforeAfter {
  before?: number;
  after?: number;
}
export interface Addition {
  change?: ProfileChange;
  askedBy?: number;
  eligible?: number;
  inTop?: number;
  entered?: number;
}
export interface WhatIf {
  provenance?: Provenance;
  top?: number;
  change?: ProfileChange;
  eligible?: BeforeAfter;
  inTop?: BeforeAfter;
  entered?: VacancyProfile[];
  left?: VacancyProfile[];
  best?: Addition[];
  weights?: AnsweredWeights;
}
export interface SeekerQuestion {
  field?: string;
  name?: string;
  gained?: number;
  settled?: number;
  raised?: number;
  bestRank?: number;
}
export interface SeekerQuestions {
  top?: number;
  questions?: SeekerQuestion[];
  weights?: AnsweredWeights;
}
export interface MarketCell {
  vacancies?: number;
  seekers?: number;
  tension?: number;
  tensionName?: string;
}
export interface WantedCell {
  group?: string;
  groupName?: string;
  region?: string;
  regionName?: string;
  regional?: MarketCell;
  national?: MarketCell;
}
export interface Opening {
  item?: Item;
  vacancies?: number;
}
export interface SeekerPosition {
  provenance?: Provenance;
  seeker?: SeekerProfile;
  wishKnown?: boolean;
  inReach?: number;
  counts?: { a?: number; b?: number; m?: number; n?: number };
  bandLow?: string;
  bandHigh?: string;
  low?: number;
  high?: number;
  policy?: string;
  cells?: WantedCell[];
  blockers?: Opening[];
  questions?: Opening[];
  text?: string;
}
export interface Relaxation {
  kind?: string;
  name?: string;
}
export interface Intake {
  candidates?: number;
  topSum?: number;
  topCount?: number;
}
export interface Relaxed {
  relaxations?: Relaxation[];
  intake?: Intake;
}
export interface Clinic {
  provenance?: Provenance;
  before?: Intake;
  single?: Relaxed[];
  reach?: number;
  searched?: number;
  cheapest?: Relaxed;
  widest?: Relaxed;
}
export interface MarketRow {
  group?: string;
  groupName?: string;
  region?: string;
  regionName?: string;
  cell?: MarketCell;
  matchable?: number;
  missing?: Item;
  missingTimes?: number;
}
export interface Market {
  provenance?: Provenance;
  vacancies?: number;
  vacanciesWithoutGroup?: number;
  seekers?: number;
  seekersWithoutWish?: number;
  rows?: MarketRow[];
}
export interface SearchHit {
  id?: string;
  title?: string;
  snippet?: string;
}
export interface SearchAnswer {
  estimatedTotal?: number;
  corrected?: string;
  hits?: SearchHit[];
}
export interface RecognisedConcept {
  code?: string;
  name?: string;
  isco?: string;
  score?: number;
  confidence?: number;
  label?: string;
}
export interface RecognisedText {
  text?: string;
  concepts?: RecognisedConcept[];
}
export interface RecogniseAnswer {
  texts?: RecognisedText[];
}

// The records, as the JSON of data/schema/*.proto. A field that is absent is unknown, empty or 0.

export type Answer = 'ANSWER_UNKNOWN' | 'YES' | 'NO';
export type Kind =
  | 'COMPETENCE'
  | 'EXPERIENCE'
  | 'EDUCATION'
  | 'SPOKEN_LANGUAGE'
  | 'WRITTEN_LANGUAGE'
  | 'DRIVING_LICENCE'
  | 'OCCUPATION'
  | 'SECTOR'
  | 'CONTRACT';
export type Condition = 'MUST' | 'STRONG' | 'WANTED' | 'BONUS';
export type TravelMode = 'CAR' | 'MOTORCYCLE' | 'MOPED' | 'BICYCLE' | 'PUBLIC_TRANSPORT' | 'OTHER_TRANSPORT';
export type ContractForm = 'PERMANENT' | 'FIXED_TERM' | 'AGENCY' | 'APPRENTICE' | 'WORK_EXPERIENCE' | 'VOLUNTEER';

export interface HoursPerWeek {
  min?: number;
  max?: number;
}

export interface Requirement {
  kind?: Kind;
  code?: string;
  condition?: Condition;
  minLevel?: number;
  minMonths?: number;
  text?: string;
  confidence?: number;
}

export interface Offer {
  hours?: HoursPerWeek;
  contractForms?: ContractForm[];
  shiftWork?: Answer;
  startDate?: string;
  postcode?: string;
  remotePercent?: number;
  openings?: number;
}

export interface Vacancy {
  id?: string;
  source?: string;
  revision?: string;
  closingDate?: string;
  employer?: { name?: string; sector?: string };
  title?: string;
  description?: string;
  occupation?: string;
  requirements?: Requirement[];
  offer?: Offer;
  occupationConfidence?: number;
}

export interface HeldCompetence {
  code?: string;
  level?: number;
  lastUsedYear?: number;
  text?: string;
  confidence?: number;
}

export interface Education {
  level?: number;
  field?: string;
  diploma?: Answer;
}

export interface HeldLanguage {
  language?: string;
  spoken?: number;
  written?: number;
}

export interface Seeker {
  id?: string;
  source?: string;
  revision?: string;
  validUntil?: string;
  postcode?: string;
  travel?: { maxDistanceKm?: number; maxMinutes?: number; modes?: TravelMode[] };
  wantedOccupations?: string[];
  wantedSectors?: string[];
  contractForms?: ContractForm[];
  competences?: HeldCompetence[];
  experience?: { occupation?: string; months?: number; lastYear?: number; text?: string; confidence?: number }[];
  education?: Education[];
  languages?: HeldLanguage[];
  drivingLicences?: { categories?: string[] };
  hours?: HoursPerWeek;
  availability?: { from?: string; until?: string };
  shiftWork?: Answer;
  searchingSince?: string;
  presentation?: string;
  consents?: { publishOnWerkNl?: boolean; shareInChain?: boolean };
  wantedTitles?: { text?: string; code?: string; confidence?: number }[];
}

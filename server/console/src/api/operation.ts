// State, epochs and who asks, as the JSON of server/service/api/operation.proto. 64-bit numbers are strings.
import type { Provenance } from './answers';

export interface Epoch {
  id?: string;
  date?: string;
  sequence?: string;
  strategyHash?: string;
  base?: string;
  current?: boolean;
  seekers?: number;
  vacancies?: number;
  changes?: number;
}
export interface BuildState {
  running?: boolean;
  started?: string;
  finished?: string;
  epoch?: string;
  error?: string;
  number?: string;
  whole?: boolean;
  why?: string;
  stage?: string;
}
export interface Epochs {
  epochs?: Epoch[];
  build?: BuildState;
}
export interface Status {
  version?: string;
  epoch?: Epoch;
  build?: BuildState;
  records?: { seekers?: string; vacancies?: string; concepts?: string; places?: string };
  sequence?: string;
  bytesOnDisk?: string;
  loads?: { name?: string; sha256?: string; accepted?: string; refused?: string; done?: boolean }[];
  quarantined?: string;
  reasons?: { code?: string; rows?: string }[];
  quarantine?: { file?: string; row?: string; line?: string; field?: string; code?: string; message?: string }[];
  jobs?: { name?: string; done?: number; total?: number; running?: boolean }[];
  textIndexSequence?: string;
}
export interface SessionPurpose {
  code?: string;
  name?: string;
  persons?: boolean;
}
export interface DemoAccount {
  account?: string;
  role?: string;
  name?: string;
  purpose?: string;
  token?: string;
}
export interface Session {
  account?: string;
  role?: string;
  organisation?: string;
  purposes?: SessionPurpose[];
  actions?: string[];
  personsPerHour?: number;
  demo?: boolean;
  demoAccounts?: DemoAccount[];
  version?: string;
}
export interface ReplayAnswer {
  provenance?: Provenance;
  matchId?: string;
  time?: string;
  actor?: string;
  purpose?: string;
  reproduced?: boolean;
  rowsSha256?: string;
}

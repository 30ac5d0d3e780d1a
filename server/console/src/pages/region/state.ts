// What the page of the region knows: which rows of the market are shown, and in which order.
import type { Market } from '../../api/advice';
import { Answered } from '../../api/answered';

export type MarketColumn = 'name' | 'vacancies' | 'seekers' | 'matchable' | 'tension' | 'missing';

class RegionState {
  view = 'g:'; // "g:711" one group by region ("g:": all together), "r:R29" one region by group ("r:": the country)
  column: MarketColumn | '' = '';
  descending = true;
  shown = new Answered<Market>('market');
  groups = new Answered<Market>('market'); // of the country, by group: to choose from
  onMap = new Answered<Market>('market'); // what colours the map: one group, by region
}

export const state = new RegionState();

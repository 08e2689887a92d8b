// The address holds a whole game: which story, against whom, and every bet. A link deals the same cards again.
import { readBets, writeBets, type Bet } from './bets';
import { PLAYERS, type Player, type Unit } from './game';

export interface State {
  story: number;
  counted: number;
  order: number;
  unit: Unit;
  bets: Bet[];
  /** Letters uncovered at most so far: bets on them that were taken back do not make them unseen. */
  uncovered: number;
  /** Letter whose chances are shown, from 0; null follows the newest. */
  at: number | null;
  /** Whose surprise colours the story; null for nobody's. */
  shade: Player | null;
  hidden: Player[];
}

export interface Limits { stories: number; counted: number[]; minOrder: number; maxOrder: number }

const whole = (text: string | null, least: number, most: number): number | null => {
  const value = text !== null && /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  return value >= least && value <= most ? value : null;
};
const isPlayer = (text: string): text is Player => (PLAYERS as readonly string[]).includes(text);

/** What an author set up, with nothing played. */
export const fresh = (first: Pick<State, 'story' | 'counted' | 'order' | 'unit'>): State => ({ ...first, bets: [], uncovered: 0, at: null, shade: 'you', hidden: [] });

/** Reads a game; what is missing or makes no sense takes its default. */
export function readState(query: URLSearchParams, prefix: string, first: State, limits: Limits): State {
  const get = (name: string): string | null => query.get(prefix + name);
  const bets = readBets(get('play') ?? '') ?? [], shade = get('shade'), counted = whole(get('counted'), 1, 999_999), unit = get('unit');
  const letter = whole(get('letter'), 1, bets.length);
  return {
    story: whole(get('story'), 1, limits.stories) ?? first.story,
    counted: counted !== null && limits.counted.includes(counted) ? counted : first.counted,
    order: whole(get('order'), limits.minOrder, limits.maxOrder) ?? first.order,
    unit: unit === 'bits' || unit === 'nats' ? unit : first.unit,
    bets,
    uncovered: Math.max(bets.length, whole(get('seen'), 0, 999) ?? 0),
    at: letter === null ? null : letter - 1,
    shade: shade === 'none' ? null : shade !== null && isPlayer(shade) ? shade : first.shade,
    hidden: (get('hide') ?? '').split('.').filter(isPlayer),
  };
}

/** Writes a game into a query, leaving every other parameter alone. */
export function writeState(query: URLSearchParams, prefix: string, state: State, first: State): void {
  const set = (name: string, value: string | null): void => { if (value === null) query.delete(prefix + name); else query.set(prefix + name, value); };
  const unless = (value: string | number, usual: string | number): string | null => value === usual ? null : String(value);
  set('story', unless(state.story, first.story));
  set('counted', unless(state.counted, first.counted));
  set('order', unless(state.order, first.order));
  set('unit', unless(state.unit, first.unit));
  set('play', state.bets.length === 0 ? null : writeBets(state.bets));
  set('seen', state.uncovered > state.bets.length ? String(state.uncovered) : null);
  set('letter', state.at === null ? null : String(state.at + 1));
  set('shade', unless(state.shade ?? 'none', first.shade ?? 'none'));
  set('hide', state.hidden.length === 0 ? null : state.hidden.join('.'));
}

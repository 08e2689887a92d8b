// A bet on the next letter: certainty in percent on some letters, and what is left spread evenly over all.

export interface Stake { letter: number; percent: number }
export interface Bet { stakes: Stake[]; /** The letter had been uncovered before, and then the bet on it was taken back. */ seen: boolean }

/** Percent that may be staked altogether, and stakes of one bet; the trainer refuses more. */
export const MAX_PERCENT = 95, MAX_STAKES = 8;

export const staked = (stakes: readonly Stake[]): number => stakes.reduce((sum, { percent }) => sum + percent, 0);

/** Puts certainty on one more letter, or takes up again one that has some; null when nothing is left to put. */
export function stakeOn(stakes: readonly Stake[], letter: number, percent: number): Stake[] | null {
  const others = stakes.filter((stake) => stake.letter !== letter), known = stakes.find((stake) => stake.letter === letter);
  if (known) return [...others, known];
  const left = Math.min(percent, MAX_PERCENT - staked(stakes));
  return left > 0 && stakes.length < MAX_STAKES ? [...stakes, { letter, percent: left }] : null;
}

/** Changes how much stands on the last letter, as far as the others leave room. */
export function weigh(stakes: readonly Stake[], percent: number): Stake[] {
  const last = stakes.at(-1);
  if (!last) return [];
  return [...stakes.slice(0, -1), { ...last, percent: Math.min(percent, MAX_PERCENT - staked(stakes) + last.percent) }];
}

/** What each outcome of a bet would cost, in nats: a staked letter, and any other. */
export function costs(stakes: readonly Stake[], vocabulary: number): { staked: { letter: number; nats: number }[]; other: number } {
  const rest = (1 - staked(stakes) / 100) / vocabulary;
  return { staked: stakes.map(({ letter, percent }) => ({ letter, nats: -Math.log(percent / 100 + rest) })), other: -Math.log(rest) };
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bets as a word that an address can hold: a letter and two digits a stake, a full stop after each bet, a star before one on a letter seen. */
export const writeBets = (bets: readonly Bet[]): string => bets
  .map(({ stakes, seen }) => `${seen ? '*' : ''}${stakes.map(({ letter, percent }) => DIGITS[letter] + String(percent).padStart(2, '0')).join('')}.`)
  .join('');

/** Reads what `writeBets` wrote; null when it is not such a word. */
export function readBets(word: string): Bet[] | null {
  if (!/^(\*?([\w-]\d\d)*\.)*$/.test(word)) return null;
  const bets = word.split('.').slice(0, -1).map((part) => {
    const seen = part.startsWith('*');
    const stakes = (part.slice(seen ? 1 : 0).match(/.../g) ?? []).map((stake) => ({ letter: DIGITS.indexOf(stake[0]), percent: Number(stake.slice(1)) }));
    return { stakes, seen };
  });
  const sound = bets.every(({ stakes }) => stakes.length <= MAX_STAKES && staked(stakes) <= MAX_PERCENT && stakes.every(({ percent }) => percent > 0));
  return sound ? bets : null;
}

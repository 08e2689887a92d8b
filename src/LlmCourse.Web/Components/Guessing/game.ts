// What a game amounts to: running averages, units, and the table that leaves the page as CSV.
import type { Bet } from './bets';
import { quoted, table } from '../Shared/files';

export type Unit = 'bits' | 'nats';
export const PLAYERS = ['you', 'unigram', 'bigram', 'nGram', 'source'] as const;
export type Player = typeof PLAYERS[number];

export interface Letter { id: number; text: string }
export interface Uncovered extends Record<Player, number> { letter: number }
export type Chances = Record<Player, number[]> & { at: number };
export interface Desk {
  alphabet: Letter[]; vocabularySize: number; uniform: number; unigramEntropy: number; floor: number;
  heldOut: number[]; known: number[]; examples: string[]; error?: string | null;
}
export interface Reply { letters: Uncovered[]; chances?: Chances | null; finished: boolean; error?: string | null }

/** Nats times this are the unit. */
export const factorOf = (unit: Unit): number => unit === 'bits' ? Math.LOG2E : 1;

/** What a player is called; the n-gram carries its order. */
export function nameOf(player: Player, order: number): string {
  return { you: 'you', unigram: 'unigram', bigram: 'bigram', nGram: `${order}-gram`, source: 'author' }[player];
}

/** Mean nats after each letter, over the letters that count; null before the first that does. The same letters count for everybody. */
export function runningMeans(letters: readonly Uncovered[], bets: readonly Bet[], player: Player): (number | null)[] {
  let sum = 0, count = 0;
  return letters.map((letter, index) => {
    if (!bets[index]?.seen) { sum += letter[player]; count++; }
    return count === 0 ? null : sum / count;
  });
}

/** Letters that count. */
export const counted = (letters: readonly Uncovered[], bets: readonly Bet[]): number => letters.filter((_, index) => !bets[index]?.seen).length;

/** A letter as a sentence names it. */
export const spoken = (text: string): string => text === '' ? 'the end' : text === ' ' ? 'a space' : `“${text}”`;

/** A letter as a table or a key shows it. */
export const shown = (text: string): string => text === '' ? 'end' : text === ' ' ? '·' : text;

/** Every number of a game, one line a letter. */
export function toCsv(letters: readonly Uncovered[], bets: readonly Bet[], textOf: (id: number) => string, order: number): string {
  const names = PLAYERS.map((player) => nameOf(player, order).replace('-', '_'));
  const means = PLAYERS.map((player) => runningMeans(letters, bets, player));
  const rows = letters.map((letter, index) => [
    index + 1,
    quoted(shown(textOf(letter.letter))),
    bets[index].seen ? 0 : 1,
    quoted(bets[index].stakes.map((stake) => `${shown(textOf(stake.letter))} ${stake.percent}%`).join('; ')),
    ...PLAYERS.map((player) => letter[player]),
    ...means.map((mean) => mean[index]),
  ]);
  return table(['position', 'letter', 'counts', 'bet', ...names.map((name) => `${name}_nats`), ...names.map((name) => `${name}_mean_nats`)], rows);
}

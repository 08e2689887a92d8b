// The tables of a game: what each player paid, and what each expected at one letter.
import type { Bet } from './bets';
import { counted, factorOf, nameOf, PLAYERS, runningMeans, shown, spoken, type Chances, type Desk, type Player, type Uncovered, type Unit } from './game';
import { element } from '../Shared/text';

const ROWS = 8; // letters whose chances are listed; the rest share what is left

const number = (nats: number | null | undefined, factor: number): string => nats == null ? '–' : (nats * factor).toFixed(2);
const perplexity = (nats: number | null | undefined): string => nats == null ? '–' : Math.exp(nats).toFixed(Math.exp(nats) < 10 ? 2 : 1);

function cell(tag: 'td' | 'th', text: string, name?: string): HTMLElement {
  const made = element(tag, tag === 'td' ? 'num' : '', text);
  if (tag === 'th') made.setAttribute('scope', 'row');
  if (name) made.dataset.value = name;
  return made;
}

/** A line a player: what the shown letter cost, the average so far, how many choices that amounts to, and the average over all held-out stories. */
export function drawScores(body: HTMLElement, desk: Desk, letters: readonly Uncovered[], bets: readonly Bet[], at: number | null, order: number, unit: Unit): void {
  const factor = factorOf(unit), letter = at === null ? undefined : letters[at];
  const everywhere: Record<Player, number | null> = { you: null, unigram: desk.heldOut[1], bigram: desk.heldOut[2], nGram: desk.heldOut[order], source: desk.floor };
  const rows = PLAYERS.map((player) => {
    const mean = runningMeans(letters, bets, player).at(-1);
    const row = element('tr', `of-${player.toLowerCase()}`);
    row.dataset.player = player;
    row.append(cell('th', nameOf(player, order)), cell('td', number(letter?.[player], factor), 'letter'), cell('td', number(mean, factor), 'mean'), cell('td', perplexity(mean), 'perplexity'), cell('td', number(everywhere[player], factor), 'all'));
    return row;
  });
  const blind = element('tr', 'of-blind'), any = letters.length > 0 ? desk.uniform : null;
  blind.append(cell('th', 'a blind guess'), cell('td', number(any, factor)), cell('td', number(counted(letters, bets) > 0 ? desk.uniform : null, factor)), cell('td', perplexity(counted(letters, bets) > 0 ? desk.uniform : null)), cell('td', number(desk.uniform, factor)));
  body.replaceChildren(blind, ...rows);
}

/** The letters that anybody expected most, and the one that came: a row a letter, a column a player. */
export function drawChances(table: HTMLTableElement, chances: Chances, came: number, order: number, textOf: (id: number) => string): void {
  const most = (id: number): number => Math.max(...PLAYERS.map((player) => chances[player][id]));
  const ids = chances.source.map((_, id) => id).filter((id) => id !== came).sort((a, b) => most(b) - most(a)).slice(0, ROWS - 1);
  const head = element('tr');
  head.append(element('th', '', 'letter'), ...PLAYERS.map((player) => element('th', `of-${player.toLowerCase()}`, nameOf(player, order))));
  for (const heading of head.children) heading.setAttribute('scope', 'col');
  const rows = [came, ...ids].map((id) => {
    const row = element('tr', id === came ? 'came' : ''), name = cell('th', shown(textOf(id)));
    row.dataset.letter = String(id);
    name.setAttribute('aria-label', `${spoken(textOf(id))}${id === came ? ', which came' : ''}`);
    row.append(name, ...PLAYERS.map((player) => {
      const chance = chances[player][id], made = cell('td', percent(chance), player);
      made.className = `num bar of-${player.toLowerCase()}`;
      made.style.setProperty('--chance', `${(chance * 100).toFixed(1)}%`);
      return made;
    }));
    return row;
  });
  table.tHead!.replaceChildren(head);
  table.tBodies[0].replaceChildren(...rows);
}

/** A chance as a reader wants it: 41 %, 0.3 %, below that only “< 0.1 %”. */
export function percent(chance: number): string {
  if (chance === 0) return '0 %';
  if (chance < 0.001) return '< 0.1 %';
  return chance < 0.0995 ? `${(chance * 100).toFixed(1)} %` : `${Math.round(chance * 100)} %`;
}

// The story as far as it is uncovered: each letter coloured by what somebody paid for it.
import type { Bet } from './bets';
import { shown, type Player, type Uncovered } from './game';
import { element } from '../Shared/text';

export interface StoryView { letters: readonly Uncovered[]; bets: readonly Bet[]; shade: Player | null; at: number | null; uniform: number; finished: boolean; draft: string }

const DEEPEST = 48; // percent of colour under a letter that cost a blind guess or more: letters stay readable on it

/** Draws the letters, and a box where the next one will stand. */
export function drawStory(place: HTMLElement, view: StoryView, textOf: (id: number) => string): void {
  const { letters, bets, shade, at, uniform, finished, draft } = view;
  const marks = letters.map((letter, index) => {
    const text = textOf(letter.letter), mark = element('span', 'letter', text === '' ? '⏹' : text);
    mark.dataset.at = String(index);
    if (text === '') mark.setAttribute('aria-label', 'end of the story');
    if (bets[index]?.seen) mark.classList.add('seen');
    if (index === at) mark.classList.add('chosen');
    if (shade !== null) {
      mark.classList.add(`of-${shade.toLowerCase()}`);
      mark.style.setProperty('--depth', `${(Math.min(1, letter[shade] / uniform) * DEEPEST).toFixed(1)}%`);
    }
    return mark;
  });
  const next = element('span', 'next', draft === '' ? '?' : shown(draft));
  next.setAttribute('aria-hidden', 'true');
  place.replaceChildren(...marks, ...(finished ? [] : [next]));
  place.scrollTop = at === letters.length - 1 ? place.scrollHeight : place.scrollTop;
}

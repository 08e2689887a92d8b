// When a section counts as read: it was in view for as long as skimming it takes, and its end was seen.

export interface Rules { skimWordsPerMinute: number; leastSecondsInView: number }

/** A section's place in the window, in pixels from its top; `bottom` is where the next section starts. */
export interface Place { id: string; top: number; bottom: number; words: number }

/** Seconds that a section must be in view before it counts. */
export const secondsNeeded = (words: number, rules: Rules): number =>
  Math.max(rules.leastSecondsInView, (words * 60) / rules.skimWordsPerMinute);

/** The section that the reader is in: the last one whose heading is above the upper third of the window; null above the first. */
export function currentSection(places: readonly Place[], windowHeight: number): string | null {
  let current: string | null = null;
  for (const place of places) if (place.top <= windowHeight / 3) current = place.id;
  const last = places.at(-1);
  return last && last.bottom <= windowHeight ? last.id : current;
}

/** Adds up what was in view; `tick` answers with the sections that have just become read. */
export class Reader {
  readonly #inView = new Map<string, number>();
  readonly #endSeen = new Set<string>();
  readonly #read = new Set<string>();

  constructor(private readonly rules: Rules) {}

  tick(places: readonly Place[], windowTop: number, windowHeight: number, seconds: number): string[] {
    const now: string[] = [];
    for (const place of places) {
      if (this.#read.has(place.id) || place.bottom <= windowTop || place.top >= windowHeight) continue;
      const inView = (this.#inView.get(place.id) ?? 0) + seconds;
      this.#inView.set(place.id, inView);
      if (place.bottom <= windowHeight) this.#endSeen.add(place.id);
      if (!this.#endSeen.has(place.id) || inView < secondsNeeded(place.words, this.rules)) continue;
      this.#read.add(place.id);
      now.push(place.id);
    }
    return now;
  }
}

// Plays the merges of one word: by button, by slider or by itself. Parts glide together unless the reader wants no motion.
import { partsAt, placesOf, stops, type Candidate, type Part, type Step, type Trace } from './merges';
import { colourOf, label } from './pieces';
import { element, integer } from '../Shared/text';

const BEAT = 900;
const GLIDE = 260;

export class MergePlayer {
  #trace: Trace | null = null;
  #at = 0;
  #timer = 0;

  constructor(private readonly root: HTMLElement, private readonly onChange: (at: number | null) => void) {
    this.#slider.addEventListener('input', () => { this.#stop(); this.#go(Number(this.#slider.value)); });
    root.addEventListener('click', (event) => this.#press((event.target as HTMLElement).closest<HTMLElement>('[data-do]')?.dataset.do));
  }

  get #slider(): HTMLInputElement { return this.root.querySelector('input')!; }

  dispose(): void { clearInterval(this.#timer); }

  /** Shows a trace from a given place; null closes the player. */
  show(title: string, trace: Trace | null, at = 0): void {
    this.#stop();
    this.#trace = trace?.error ? null : trace;
    this.root.hidden = trace === null;
    this.#part('body').hidden = this.#trace === null;
    this.#part('problem').textContent = trace?.error ?? '';
    if (!this.#trace) { this.onChange(null); return; }
    this.#part('title').textContent = `How ${title} makes “${label({ text: this.#trace.piece, bytes: this.#trace.parts.map((part) => part.bytes).join(' ') })}”`;
    this.#part('parts').replaceChildren();
    this.#slider.max = String(stops(this.#trace) - 1);
    this.#go(at);
  }

  #part(name: string): HTMLElement { return this.root.querySelector<HTMLElement>(`[data-merge="${name}"]`)!; }

  #press(what: string | undefined): void {
    if (what === 'close') { this.show('', null); return; }
    if (what === 'play') { if (this.#timer) this.#stop(); else this.#play(); return; }
    const target = { first: 0, back: this.#at - 1, next: this.#at + 1, last: Infinity }[what ?? ''];
    if (target === undefined) return;
    this.#stop();
    this.#go(target);
  }

  #play(): void {
    if (this.#at >= stops(this.#trace!) - 1) this.#go(0);
    this.#timer = window.setInterval(() => { this.#go(this.#at + 1); if (this.#at >= stops(this.#trace!) - 1) this.#stop(); }, BEAT);
    this.#playButton(true);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#playButton(false);
  }

  #playButton(playing: boolean): void {
    const button = this.root.querySelector<HTMLElement>('[data-do=play]')!;
    button.textContent = playing ? 'Pause' : 'Play';
  }

  #go(to: number): void {
    const trace = this.#trace!, last = stops(trace) - 1;
    const before = this.#at;
    this.#at = Math.min(last, Math.max(0, to));
    const slider = this.#slider;
    slider.value = String(this.#at);
    slider.disabled = last === 0;
    slider.style.setProperty('--fill', `${last === 0 ? 100 : this.#at / last * 100}%`);
    slider.setAttribute('aria-valuetext', `${this.#at} of ${last} merges`);
    for (const [name, off] of [['first', this.#at === 0], ['back', this.#at === 0], ['next', this.#at === last], ['last', this.#at === last], ['play', last === 0]] as const) this.root.querySelector<HTMLButtonElement>(`[data-do=${name}]`)!.disabled = off;
    this.#part('at').textContent = last === 0 ? 'no merge' : `merge ${integer(this.#at)} of ${integer(last)}`;
    this.#draw(partsAt(trace, this.#at), trace.steps[this.#at], this.#at === before + 1 ? trace.steps[before] : undefined);
    this.#part('words').textContent = this.#say(trace);
    this.onChange(this.#at);
  }

  #draw(parts: readonly Part[], next: Step | undefined, made: Step | undefined): void {
    const place = this.#part('parts'), old = new Map([...place.querySelectorAll<HTMLElement>('.piece')].map((mark) => [mark.dataset.from, mark.getBoundingClientRect()]));
    const ranks = new Map(next?.candidates.map((each: Candidate) => [each.position, each.rank]));
    const places = placesOf(parts);
    place.replaceChildren(...parts.flatMap((part, index) => {
      const mark = element('span', `piece t${colourOf(part.id)}${made?.position === index ? ' made' : ''}${next && (index === next.position || index === next.position + 1) ? ' joining' : ''}`);
      mark.dataset.from = String(places[index].from);
      mark.dataset.id = String(part.id);
      mark.append(element('span', 'piece-text', label(part)), element('span', 'piece-id', String(part.id)));
      if (index === parts.length - 1) return [mark];
      const rank = ranks.get(index), gap = element('span', `gap num${next?.position === index ? ' chosen' : ''}`, rank === undefined ? '' : integer(rank));
      return [mark, gap];
    }));
    if (made && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.#glide(place, old);
  }

  /** Lets every part that moved slide from where its first byte stood before. */
  #glide(place: HTMLElement, old: ReadonlyMap<string | undefined, DOMRect>): void {
    for (const mark of place.querySelectorAll<HTMLElement>('.piece')) {
      const was = old.get(mark.dataset.from), is = mark.getBoundingClientRect();
      if (was && (was.left !== is.left || was.top !== is.top)) mark.animate([{ transform: `translate(${was.left - is.left}px, ${was.top - is.top}px)` }, { transform: 'none' }], { duration: GLIDE, easing: 'ease-out' });
    }
  }

  #say(trace: Trace): string {
    const next = trace.steps[this.#at];
    if (this.#at > trace.steps.length) return `The word itself is token ${trace.end[0].id}, and the vocabulary has it ready: it is looked up whole.`;
    if (next) {
      const parts = partsAt(trace, this.#at), [left, right] = [label(parts[next.position]), label(parts[next.position + 1])];
      const others = next.candidates.length - 1;
      return `Next: “${left}” and “${right}” join${others === 0 ? ', the only pair that may' : `. Of the ${next.candidates.length} pairs that may join they have the lowest number, ${integer(next.rank)}: they were learnt first`}.`;
    }

    if (trace.takenWhole) return 'No pair that is left may join. One thing remains: the vocabulary is asked for the whole word.';
    return trace.end.length === 1 ? `One token is left: ${trace.end[0].id}.` : `No pair that is left may join: the word is ${trace.end.length} tokens.`;
  }
}

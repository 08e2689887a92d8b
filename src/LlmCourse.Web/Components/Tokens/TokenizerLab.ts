// Draws the cuts of a text. Typing is answered once it pauses; a late answer to an older text is dropped.
import { describe, drawPieces, type Piece } from './pieces';
import { replaceQuery } from '../Runs/address';
import { element, integer } from '../Shared/text';

interface Cut { tokenizer: string; title: string; vocabularySize: number; pieces: Piece[]; charactersPerToken: number; unknownCount: number }
interface Reply { cuts: Cut[]; error?: string | null }
interface Host { invokeMethodAsync(method: 'CutAsync', text: string): Promise<string> }
interface Options { show: string[]; first: string }

const PAUSE = 150;
const RETRY = 3_000;

class Lab {
  readonly #text: HTMLTextAreaElement;
  #cuts: Cut[] = [];
  #timer = 0;
  #asked = 0;

  constructor(private readonly root: HTMLElement, private readonly host: Host, private readonly options: Options) {
    this.#text = root.querySelector('textarea')!;
    this.#text.addEventListener('input', () => this.#typed());
    root.addEventListener('click', (event) => {
      const preset = (event.target as HTMLElement).closest<HTMLElement>('[data-preset]')?.dataset.preset;
      if (preset !== undefined) { this.#text.value = preset; this.#typed(); }
    });
    const cuts = this.#part('cuts');
    cuts.addEventListener('pointerover', (event) => this.#light((event.target as HTMLElement).closest<HTMLElement>('.piece')));
    cuts.addEventListener('pointerleave', () => this.#light(null));
    cuts.addEventListener('keydown', (event) => this.#key(event));
    cuts.addEventListener('focusin', (event) => { const row = (event.target as HTMLElement).closest<HTMLElement>('.pieces'); if (row) this.#light(row.querySelector('.piece.lit') ?? row.querySelector('.piece')); });
    void this.#ask();
  }

  dispose(): void { clearTimeout(this.#timer); this.#asked = Infinity; }

  #part(name: string): HTMLElement { return this.root.querySelector<HTMLElement>(`[data-part="${name}"]`)!; }

  #typed(): void {
    this.#part('length').textContent = integer(this.#text.value.length);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), PAUSE);
  }

  async #ask(): Promise<void> {
    const number = ++this.#asked, text = this.#text.value;
    const reply = JSON.parse(await this.host.invokeMethodAsync('CutAsync', text)) as Reply;
    if (number !== this.#asked) return;
    const problem = this.#part('problem');
    problem.replaceChildren();
    if (reply.error) {
      problem.append(element('p', 'problem', reply.error));
      if (reply.cuts.length === 0) { this.#timer = window.setTimeout(() => void this.#ask(), RETRY); return; }
    }
    this.#cuts = this.options.show.length === 0 ? reply.cuts : reply.cuts.filter((cut) => this.options.show.includes(cut.tokenizer));
    replaceQuery((query) => { if (text === this.options.first) query.delete('text'); else query.set('text', text); });
    this.#draw();
  }

  #draw(): void {
    const place = this.#part('cuts');
    place.setAttribute('aria-busy', 'false');
    place.replaceChildren(...this.#cuts.map((cut) => {
      const section = element('section', 'cut');
      section.dataset.testid = `cut-${cut.tokenizer}`;
      const head = element('div', 'panel-head');
      head.append(element('h3', '', cut.title), element('span', 'hint num', `${integer(cut.vocabularySize)} in the vocabulary`));
      const facts = element('p', 'cut-facts num');
      const count = element('b', '', integer(cut.pieces.length));
      count.dataset.testid = `count-${cut.tokenizer}`;
      facts.append(count, cut.pieces.length === 1 ? ' token' : ' tokens');
      if (cut.pieces.length > 0) facts.append(' · ', element('b', '', cut.charactersPerToken.toFixed(2)), ' characters per token');
      if (cut.unknownCount > 0) facts.append(' · ', element('span', 'problem', `${integer(cut.unknownCount)} out of vocabulary`));
      const row = element('div', 'pieces');
      row.tabIndex = 0;
      row.setAttribute('role', 'group');
      row.setAttribute('aria-label', `${cut.title}: ${cut.pieces.length} pieces. Arrow keys move from piece to piece.`);
      drawPieces(row, cut.pieces, true);
      if (cut.pieces.length === 0) row.append(element('span', 'hint', 'Type something to see it cut.'));
      section.append(head, row, facts);
      return section;
    }));
  }

  /** Lights a piece, every other piece of the same token in its row, and says what it is. */
  #light(mark: HTMLElement | null): void {
    for (const lit of this.root.querySelectorAll('.piece.lit, .piece.same')) lit.classList.remove('lit', 'same');
    if (!mark) return;
    const row = mark.closest<HTMLElement>('.pieces')!;
    for (const same of row.querySelectorAll(`.piece[data-id="${mark.dataset.id}"]`)) same.classList.add('same');
    mark.classList.add('lit');
    const cut = this.#cuts.find((each) => row.closest<HTMLElement>('.cut')!.dataset.testid === `cut-${each.tokenizer}`)!;
    const piece = cut.pieces[Number(mark.dataset.index)], times = cut.pieces.filter((each) => each.id === piece.id).length;
    this.#part('readout').textContent = `${cut.title}: ${describe(piece)}${times > 1 ? ` · ${times} times in this text` : ''}`;
  }

  #key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.pieces');
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!row || !move) return;
    event.preventDefault();
    const marks = [...row.querySelectorAll<HTMLElement>('.piece')], at = marks.findIndex((mark) => mark.classList.contains('lit'));
    const next = marks[Math.min(marks.length - 1, Math.max(0, at + move))];
    this.#light(next ?? null);
    next?.scrollIntoView({ block: 'nearest' });
  }
}

export function attach(root: HTMLElement, host: Host, options: Options): Lab { return new Lab(root, host, options); }

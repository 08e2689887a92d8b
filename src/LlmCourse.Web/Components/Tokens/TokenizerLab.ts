// Draws the cuts of a text. Typing is answered once it pauses; a late answer to an older text is dropped.
import { bytesOf, charactersOf, describe, drawPieces, holdings, overlap, spansOf, type Character, type Piece, type Span } from './pieces';
import type { Trace } from './merges';
import { MergePlayer } from './MergePlayer';
import { replaceQuery } from '../Runs/address';
import { element, integer } from '../Shared/text';

interface Cut {
  tokenizer: string; title: string; vocabularySize: number; pieces: Piece[]; charactersPerToken: number; unknownCount: number;
  preparing: boolean; problem?: string | null; cost?: { seconds: number; allocatedBytes: number } | null;
}
interface Reply { cuts: Cut[]; error?: string | null; isPreparing: boolean }
interface Host {
  invokeMethodAsync(method: 'CutAsync', text: string): Promise<string>;
  invokeMethodAsync(method: 'TraceAsync', tokenizer: string, text: string, position: number): Promise<string>;
}
interface Options { first: string; prefix: string }

/** A row on the page with what it shows. */
interface Row { cut: Cut; spans: Span[]; marks: HTMLElement[] }

const PAUSE = 150;
const RETRY = 3_000;
const READY_CHECK = 250;
const MEGABYTE = 1e6;

/** A place of the text that a piece covers: its own, or for a piece that only continues a character, the one that began it. */
function placeOf(pieces: readonly Piece[], index: number): number {
  while (index > 0 && pieces[index].length === 0) index--;
  return pieces[index].start;
}

class Lab {
  readonly #text: HTMLTextAreaElement;
  readonly #player: MergePlayer;
  #rows: Row[] = [];
  #lit: { row: Row; index: number } | null = null;
  #traced: { tokenizer: string; position: number } | null = null;
  #characters: Character[] = [];
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
    cuts.addEventListener('pointerdown', (event) => this.#light((event.target as HTMLElement).closest<HTMLElement>('.piece')));
    cuts.addEventListener('keydown', (event) => this.#key(event));
    cuts.addEventListener('focusin', (event) => { const row = (event.target as HTMLElement).closest<HTMLElement>('.pieces'); if (row) this.#light(row.querySelector('.piece.lit') ?? row.querySelector('.piece')); });
    cuts.addEventListener('click', (event) => { if ((event.target as HTMLElement).closest('.piece')) void this.#trace(); });
    this.#player = new MergePlayer(this.#part('merges'), (at) => this.#remember(at));
    this.#notice();
    void this.#ask().then(() => this.#restore());
  }

  dispose(): void { clearTimeout(this.#timer); this.#asked = Infinity; this.#player.dispose(); }

  #part(name: string): HTMLElement { return this.root.querySelector<HTMLElement>(`[data-part="${name}"]`)!; }

  #typed(): void {
    if (this.#traced) this.#player.show('', null);
    this.#part('length').textContent = integer(this.#text.value.length);
    this.#notice();
    this.#askIn(PAUSE);
  }

  /** Says what to look for while a prepared text stands in the field. */
  #notice(): void {
    const presets = [...this.root.querySelectorAll<HTMLElement>('[data-preset]')];
    for (const preset of presets) preset.setAttribute('aria-pressed', String(preset.dataset.preset === this.#text.value));
    this.#part('notice').textContent = presets.find((preset) => preset.dataset.preset === this.#text.value)?.dataset.notice ?? '';
  }

  /** Shows how the word under the lit piece was merged. */
  async #trace(at = 0): Promise<void> {
    if (!this.#lit) return;
    const { row: { cut }, index } = this.#lit;
    await this.#traceAt(cut.tokenizer, cut.title, placeOf(cut.pieces, index), at);
    this.#part('merges').scrollIntoView({ block: 'nearest' });
  }

  async #traceAt(tokenizer: string, title: string, position: number, at: number): Promise<void> {
    const wanted = this.#traced = { tokenizer, position }, text = this.#text.value;
    const trace = JSON.parse(await this.host.invokeMethodAsync('TraceAsync', tokenizer, text, position)) as Trace;
    if (wanted !== this.#traced || text !== this.#text.value) return;
    this.#player.show(title, trace, at);
  }

  /** Opens the trace that the address names. */
  #restore(): void {
    const query = new URLSearchParams(location.search), [tokenizer, place] = (query.get(`${this.options.prefix}word`) ?? '').split('.');
    const title = this.root.querySelector(`[data-testid="cut-${CSS.escape(tokenizer)}"] h3`)?.textContent;
    if (title && /^\d+$/.test(place ?? '')) void this.#traceAt(tokenizer, title, Number(place), Number(query.get(`${this.options.prefix}merge`)) || 0);
  }

  /** Keeps the trace in the address. */
  #remember(at: number | null): void {
    if (at === null) this.#traced = null;
    const { prefix } = this.options, traced = this.#traced;
    replaceQuery((query) => {
      if (traced) query.set(`${prefix}word`, `${traced.tokenizer}.${traced.position}`); else query.delete(`${prefix}word`);
      if (at) query.set(`${prefix}merge`, String(at)); else query.delete(`${prefix}merge`);
    });
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#ask(), milliseconds);
  }

  async #ask(): Promise<void> {
    const number = ++this.#asked, text = this.#text.value;
    const reply = JSON.parse(await this.host.invokeMethodAsync('CutAsync', text)) as Reply;
    if (number !== this.#asked) return;
    const problem = this.#part('problem');
    problem.replaceChildren();
    if (reply.error) {
      problem.append(element('p', 'problem', reply.error));
      if (reply.cuts.length === 0) { this.#askIn(RETRY); return; }
    }
    const { first, prefix } = this.options;
    replaceQuery((query) => { if (text === first) query.delete(`${prefix}text`); else query.set(`${prefix}text`, text); });
    this.#characters = charactersOf(text);
    this.#draw(reply.cuts);
    if (reply.isPreparing) this.#askIn(READY_CHECK);
  }

  #draw(cuts: readonly Cut[]): void {
    const place = this.#part('cuts'), focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('.cut')?.dataset.testid;
    this.#rows = [];
    this.#lit = null;
    place.setAttribute('aria-busy', String(cuts.some((cut) => cut.preparing)));
    place.replaceChildren(...cuts.map((cut) => this.#section(cut)));
    if (focused) place.querySelector<HTMLElement>(`[data-testid="${focused}"] .pieces`)?.focus({ preventScroll: true });
  }

  #section(cut: Cut): HTMLElement {
    const section = element('section', 'cut'), head = element('div', 'panel-head');
    section.dataset.testid = `cut-${cut.tokenizer}`;
    head.append(element('h3', '', cut.title));
    section.append(head);
    if (cut.preparing) {
      section.append(element('p', 'state quiet cut-wait', 'Getting ready. Everybody shares it, so this happens once.'));
      return section;
    }
    if (cut.problem) {
      const state = element('div', 'state warn', cut.problem);
      state.dataset.testid = `problem-${cut.tokenizer}`;
      section.append(state);
      return section;
    }
    const size = element('span', 'hint num', `${integer(cut.vocabularySize)} in the vocabulary`);
    if (cut.cost) size.title = `Made ready in ${cut.cost.seconds.toFixed(2)} s, taking ${(cut.cost.allocatedBytes / MEGABYTE).toFixed(0)} MB on the way`;
    head.append(size);
    const row = element('div', 'pieces');
    row.tabIndex = 0;
    row.setAttribute('role', 'group');
    row.setAttribute('aria-label', `${cut.title}: ${cut.pieces.length} pieces. Arrow keys move from piece to piece; Enter shows how a word was merged.`);
    drawPieces(row, cut.pieces, true);
    if (cut.pieces.length === 0) row.append(element('span', 'hint', 'Type something to see it cut.'));
    section.append(row, this.#facts(cut));
    this.#rows.push({ cut, spans: spansOf(cut.pieces), marks: [...row.querySelectorAll<HTMLElement>('.piece')] });
    return section;
  }

  #facts(cut: Cut): HTMLElement {
    const facts = element('p', 'cut-facts num'), count = element('b', '', integer(cut.pieces.length));
    count.dataset.testid = `count-${cut.tokenizer}`;
    facts.append(count, cut.pieces.length === 1 ? ' token' : ' tokens');
    if (cut.pieces.length > 0) facts.append(' · ', element('b', '', cut.charactersPerToken.toFixed(2)), ' characters per token');
    if (cut.unknownCount > 0) facts.append(' · ', element('span', 'problem', `${integer(cut.unknownCount)} out of vocabulary`));
    return facts;
  }

  /** Lights a piece, the same text in every row, and every other piece of the same token in its own; says what it is. */
  #light(mark: HTMLElement | null): void {
    if (!mark) return;
    const place = mark.closest<HTMLElement>('.cut')!.dataset.testid, row = this.#rows.find((each) => place === `cut-${each.cut.tokenizer}`)!;
    const index = Number(mark.dataset.index), piece = row.cut.pieces[index], span = row.spans[index];
    for (const lit of this.root.querySelectorAll('.piece.lit, .piece.same, .piece.under')) lit.classList.remove('lit', 'same', 'under');
    for (const each of this.#rows) {
      each.spans.forEach((other, at) => {
        if (each === row && each.cut.pieces[at].id === piece.id) each.marks[at].classList.add('same');
        if (each !== row && overlap(span, other)) each.marks[at].classList.add('under');
      });
    }
    mark.classList.add('lit');
    this.#lit = { row, index };
    this.#say(row.cut, piece, span);
  }

  #say(cut: Cut, piece: Piece, span: Span): void {
    const times = cut.pieces.filter((each) => each.id === piece.id).length, { hexadecimal, decimal } = bytesOf(piece);
    const lines = element('dl', 'piece-facts num');
    for (const [name, value] of [['Bytes', hexadecimal], ['As numbers', decimal], ['Characters', holdings(span, this.#characters)]]) lines.append(element('dt', '', name), element('dd', '', value));
    this.#part('readout').replaceChildren(element('p', '', `${cut.title}: ${describe(piece)}${times > 1 ? ` · ${times} times in this text` : ''}`), lines);
  }

  #key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.pieces');
    if (row && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); void this.#trace(); return; }
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!row || !move) return;
    event.preventDefault();
    const marks = [...row.querySelectorAll<HTMLElement>('.piece')], at = marks.findIndex((mark) => mark.classList.contains('lit'));
    const next = marks[Math.min(marks.length - 1, Math.max(0, at + move))];
    this.#light(next ?? null);
    next?.scrollIntoView({ block: 'nearest' });
  }
}

export function attach(root: HTMLElement, host: Host, options: Options): Lab { return new Lab(root, host, options); }

// Draws the pipeline: documents flow down through the stages, and what is dropped turns aside. The server owns the state.
import { paintSvg } from './paintSvg';
import { FOOT, HEAD, ROW, layOut, path, toCsv, type Stage } from './sankey';
import { saveCsv, savePng } from '../Shared/files';
import { integer } from '../Shared/text';
import { FACE, follow, token } from '../Shared/theme';

interface News { index: number; stage: Stage | null }
interface Words { name: string; title: string; acts: string }
interface Options { name: string; stages: Words[]; kinds: Record<string, string> }
interface Host { invokeMethodAsync(method: string, ...values: unknown[]): Promise<unknown> }

const HOW_TO_READ = 'Point at a ribbon, or tap it, to read its number. Choose a stage to see its documents.';
const SVG = 'http://www.w3.org/2000/svg';
const share = (part: number, whole: number): string => whole === 0 ? '0 %' : `${(part / whole * 100).toFixed(part / whole < 0.1 ? 1 : 0)} %`;
const ratio = (value: number | null): string => value === null ? '–' : value.toFixed(3);

function shape<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string | number>, text = ''): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  if (text) made.textContent = text;
  return made;
}

class Lab {
  #stages: Stage[] = [];
  #selected = '';
  #frame = 0;
  #width = 0;
  readonly #host: HTMLElement;
  readonly #readout: HTMLElement;
  readonly #redraw = (): void => { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#draw(); }); };
  readonly #unfollow: () => void;

  constructor(private readonly root: HTMLElement, private readonly host: Host, private readonly options: Options) {
    this.#host = root.querySelector<HTMLElement>('[data-part="sankey"]')!;
    this.#readout = root.querySelector<HTMLElement>('[data-part="readout"]')!;
    this.#unfollow = follow(this.#host, () => { if (this.#host.clientWidth !== this.#width) this.#redraw(); }, this.#redraw);
    this.#host.addEventListener('click', (event) => this.#choose(event.target));
    this.#host.addEventListener('keydown', (event) => this.#key(event));
    this.#host.addEventListener('pointerover', (event) => this.#point(event.target));
    this.#host.addEventListener('pointerleave', () => this.#point(null));
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#unfollow();
  }

  /** Takes news as UTF-8 JSON. Stages after the one in the news are still to come. */
  push(json: Uint8Array): void {
    for (const { index, stage } of JSON.parse(new TextDecoder().decode(json)) as News[]) {
      if (!stage) continue;
      this.#stages.length = Math.min(this.#stages.length, index);
      this.#stages[index] = stage;
    }
    this.#redraw();
  }

  clear(): void { this.#stages = []; this.#host.replaceChildren(); this.#readout.textContent = ''; }

  select(stage: string): void { this.#selected = stage; this.#redraw(); }

  saveReport(): void { saveCsv(`${this.options.name}-report`, toCsv(this.#stages)); }

  async savePicture(): Promise<void> {
    const drawn = this.#host.querySelector('svg');
    if (drawn) await savePng(this.options.name, paintSvg(drawn, 2));
  }

  /** Brings a part of the lab into view when it is out of it. */
  reveal(part: string): void { this.root.querySelector(part)?.scrollIntoView({ block: 'nearest' }); }

  /** Scrolls each text of the open document to the run that is lit in it, or to its first mark. */
  follow(): void {
    for (const text of this.root.querySelectorAll('.texts .text')) {
      const mark = text.querySelector('mark.lit') ?? text.querySelector('mark');
      if (!mark) continue;
      const box = text.getBoundingClientRect(), spot = mark.getBoundingClientRect();
      if (spot.top < box.top || spot.bottom > box.bottom) text.scrollTop += spot.top - box.top - box.height / 3;
    }
  }

  #choose(target: EventTarget | null): void {
    const place = (target as Element | null)?.closest<SVGElement>('[data-stage], [data-of]'), stage = place?.dataset.stage ?? place?.dataset.of;
    if (stage) void this.host.invokeMethodAsync('SelectStageAsync', stage);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); this.#choose(event.target); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.#host.querySelectorAll<SVGElement>('[data-stage]')], at = all.indexOf(event.target as SVGElement);
    all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
  }

  #point(target: EventTarget | null): void {
    const ribbon = (target as Element | null)?.closest<SVGElement>('[data-ribbon]')?.dataset.ribbon;
    this.#readout.textContent = ribbon ?? HOW_TO_READ;
  }

  #draw(): void {
    this.#width = this.#host.clientWidth;
    if (this.#stages.length === 0 || this.#width === 0) return;
    const focused = (document.activeElement as SVGElement | null)?.dataset?.stage;
    const width = this.#width, side = Math.min(250, Math.max(168, width * 0.42)), trunk = width - side - 30;
    const layout = layOut(this.#stages, this.options.stages.length, trunk), ink = token('--ink'), soft = token('--ink-2');
    const svg = shape('svg', { width, height: layout.height, viewBox: `0 0 ${width} ${layout.height}`, role: 'group', 'aria-label': 'Documents passing the stages', 'font-family': FACE });
    const label = (x: number, y: number, text: string, more: Record<string, string | number> = {}): void => { svg.append(shape('text', { x, y, fill: soft, 'font-size': 12, ...more }, text)); };

    const ribbons = shape('g', { 'aria-hidden': 'true', transform: 'translate(2,0)' });
    const first = this.#stages[0];
    label(2, 16, `${integer(first.expected)} documents ${first.kinds.length > 0 ? 'from the crawl' : 'of your text'}`, { fill: ink, 'font-weight': 600, 'font-size': 13 });
    for (const ribbon of layout.ribbons) {
      const words = this.options.stages[ribbon.stage];
      const says = `${integer(ribbon.count)} ${this.options.kinds[ribbon.kind]}: ${ribbon.dropped ? `dropped by “${words.title}”` : `went on after “${words.title}”`}`;
      ribbons.append(shape('path', { d: path(ribbon), fill: token(`--kind-${ribbon.kind}`), 'fill-opacity': ribbon.dropped ? 0.95 : 0.62, 'data-ribbon': says, 'data-of': words.name }));
    }
    for (const row of layout.rows) {
      ribbons.append(shape('rect', { x: 0, y: row.bar, width: Math.max(1, row.inWidth), height: 6, fill: ink }));
      if (row.droppedWidth > 0) ribbons.append(shape('rect', { x: row.droppedX, y: row.drop, width: Math.max(1.5, row.droppedWidth), height: 3, fill: token('--bad') }));
    }
    if (layout.end) ribbons.append(shape('rect', { x: 0, y: layout.end.y, width: Math.max(1, layout.end.width), height: 6, fill: token('--good') }));

    this.options.stages.forEach((words, index) => svg.append(this.#row(words, index, width, trunk + 26)));
    svg.append(ribbons);
    const last = this.#stages.at(-1)!;
    if (layout.end) label(2, layout.height - FOOT + 26, `${integer(last.documentsOut)} documents remain (${share(last.documentsOut, first.expected)})`, { fill: ink, 'font-weight': 600, 'font-size': 13, 'data-testid': 'remain' });
    this.#host.replaceChildren(svg);
    this.#readout.textContent ||= HOW_TO_READ;
    if (focused) this.#host.querySelector<SVGElement>(`[data-stage="${focused}"]`)?.focus();
    this.root.dataset.stages = String(this.#stages.length);
  }

  /** The button of a stage, as wide as the picture. */
  #row(words: Words, index: number, width: number, x: number): SVGElement {
    const stage = this.#stages[index], selected = words.name === this.#selected, top = HEAD + index * ROW - 8;
    const acted = stage ? (words.acts === 'changed' ? stage.changed : stage.documentsIn - stage.documentsOut) : 0;
    const counts = stage ? `${integer(acted)} of ${integer(stage.documentsIn)} ${words.acts}` : 'waiting';
    const score = stage?.score ? `precision ${ratio(stage.score.precision)}` : '', recall = stage?.score ? `recall ${ratio(stage.score.recall)}` : '';
    const kept = this.#stages.every(({ state }) => state === 'reused') ? '' : 'kept from before'; // what is true of all tells nothing of one
    const state = stage && ({ reused: kept, off: 'off: all pass', running: `${share(stage.documentsIn, stage.expected)} read` } as Record<string, string>)[stage.state] || '';
    const row = shape('g', {
      class: 'stage-row', role: 'button', tabindex: 0, 'data-stage': words.name, 'data-testid': `stage-${words.name}`, 'aria-pressed': String(selected),
    });
    const text = (dy: number, content: string, more: Record<string, string | number>): void => { if (content) row.append(shape('text', { x: x + 4, y: top + dy, 'font-size': 12, ...more }, `${content} `)); }; // the texts together are the button's name: a space keeps them apart
    row.append(shape('rect', { x: 0, y: top, width, height: ROW - 2, rx: 4, fill: selected ? token('--accent-soft') : 'transparent', class: 'stage-hit' }));
    text(17, words.title, { 'font-weight': 600, 'font-size': 13, fill: token(selected ? '--accent' : '--ink') });
    text(34, counts, { fill: token('--ink-2'), 'data-part': 'counts' });
    text(50, score && `${score} · ${recall}`, { fill: token('--ink-2'), 'font-size': 11.5, 'data-part': 'score' });
    text(67, state, { fill: token(stage?.state === 'reused' ? '--good' : '--ink-3'), 'font-size': 11.5, 'data-part': 'state' });
    return row;
  }
}

export { saveTable, setAddress } from './labFiles';

export function attach(root: HTMLElement, host: Host, options: Options): Lab { return new Lab(root, host, options); }

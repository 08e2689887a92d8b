// Draws what one sentence costs in many languages: a table with bars, in the order of one tokenizer.
import { dearestFirst, toCsv, type Column, type Reply } from './languages';
import { replaceQuery } from '../Runs/address';
import { saveCsv, savePng } from '../Shared/files';
import { element, integer } from '../Shared/text';
import { FACE, token } from '../Shared/theme';

interface Host { invokeMethodAsync(method: 'CostsAsync'): Promise<string> }
interface Options { prefix: string; title: string }

const RETRY = 3_000;
const PICTURE = { width: 760, row: 24, head: 56, label: 120, value: 120 };

const times = (ratio: number): string => `× ${ratio.toFixed(2)}`;

class Lab {
  #reply: Reply | null = null;
  #by = '';
  #timer = 0;
  #gone = false;

  constructor(private readonly root: HTMLElement, private readonly host: Host, private readonly options: Options) {
    root.addEventListener('click', (event) => this.#press((event.target as HTMLElement).closest<HTMLElement>('button')));
    void this.#load();
  }

  dispose(): void { this.#gone = true; clearTimeout(this.#timer); }

  #part(name: string): HTMLElement { return this.root.querySelector<HTMLElement>(`[data-part="${name}"]`)!; }

  async #load(): Promise<void> {
    const reply = JSON.parse(await this.host.invokeMethodAsync('CostsAsync')) as Reply;
    if (this.#gone) return;
    if (reply.error) {
      this.#part('table').replaceChildren(element('p', 'problem', reply.error));
      this.#timer = window.setTimeout(() => void this.#load(), RETRY);
      return;
    }
    this.#reply = reply;
    const usable = reply.tokenizers.filter((column) => !column.problem), wanted = new URLSearchParams(location.search).get(`${this.options.prefix}by`);
    this.#by = (usable.find(({ tokenizer }) => tokenizer === wanted) ?? usable.at(-1))?.tokenizer ?? '';
    this.#part('table').setAttribute('aria-busy', 'false');
    this.#part('by').replaceChildren(...usable.map(({ tokenizer, title }) => {
      const button = element('button', 'btn small', title);
      button.type = 'button';
      button.dataset.by = tokenizer;
      button.dataset.testid = `by-${tokenizer}`;
      return button;
    }));
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('[data-do]')) button.disabled = usable.length === 0;
    this.#draw();
  }

  get #shown(): Column { return this.#reply!.tokenizers.find(({ tokenizer }) => tokenizer === this.#by)!; }

  #press(button: HTMLElement | null): void {
    if (!this.#reply || !button) return;
    if (button.dataset.do === 'csv') saveCsv('language-costs', toCsv(this.#reply));
    if (button.dataset.do === 'png') this.#savePicture();
    if (button.dataset.by === undefined) return;
    this.#by = button.dataset.by;
    replaceQuery((query) => query.set(`${this.options.prefix}by`, this.#by));
    this.#draw();
  }

  #draw(): void {
    const { sentences, tokenizers } = this.#reply!, usable = tokenizers.filter((column) => !column.problem), parts: HTMLElement[] = [];
    for (const button of this.root.querySelectorAll<HTMLElement>('[data-by]')) button.setAttribute('aria-pressed', String(button.dataset.by === this.#by));
    for (const { title, problem } of tokenizers) if (problem) parts.push(element('div', 'state warn', `${title}: ${problem}`));
    if (usable.length > 0) {
      const shown = this.#shown, most = Math.max(...shown.costs.map(({ tokens }) => tokens));
      const scroller = element('div', 'language-scroll'), table = element('table', 'language-table num'), head = element('tr'), body = element('tbody'), top = element('thead');
      scroller.tabIndex = 0;
      scroller.setAttribute('role', 'group');
      scroller.setAttribute('aria-label', 'Tokens of the sentence, a row a language');
      const others = usable.filter((column) => column !== shown);
      for (const text of ['Language', shown.title, 'to English', ...others.map(({ title }) => title)]) {
        const cell = element('th', '', text);
        cell.scope = 'col';
        head.append(cell);
      }
      top.append(head);
      for (const index of dearestFirst(shown)) {
        const { code, name, text } = sentences[index], cost = shown.costs[index], row = element('tr'), label = element('th', '', name), count = element('td', 'shown', integer(cost.tokens));
        row.dataset.code = code;
        label.scope = 'row';
        if (cost.unknown > 0) count.append(element('span', 'problem', `${cost.unknown} unknown`));
        row.append(label, count, element('td', '', times(cost.ratio)), ...others.map(({ costs }) => element('td', '', integer(costs[index].tokens))));
        body.append(row, this.#sentence(code, text, cost.tokens / most, others.length + 3));
      }
      table.append(top, body);
      scroller.append(table);
      parts.push(scroller);
    }
    this.#part('table').replaceChildren(...parts);
  }

  /** The line below a language: a bar as long as the sentence is dear, and the sentence. */
  #sentence(code: string, text: string, share: number, columns: number): HTMLElement {
    const row = element('tr', 'language-line'), cell = element('td'), bar = element('span', 'language-bar'), sentence = element('span', 'language-text', text);
    cell.colSpan = columns;
    bar.style.width = `${share * 100}%`;
    sentence.lang = code;
    sentence.dir = 'auto';
    cell.append(bar, sentence);
    row.append(cell);
    return row;
  }

  #savePicture(): void {
    const shown = this.#shown, order = dearestFirst(shown), scale = 2, canvas = document.createElement('canvas'), context = canvas.getContext('2d')!;
    const { width, row, head, label, value } = PICTURE, most = Math.max(...shown.costs.map(({ tokens }) => tokens)), english = shown.costs[0].tokens;
    canvas.width = width * scale;
    canvas.height = (head + row * order.length + 12) * scale;
    context.scale(scale, scale);
    context.textBaseline = 'middle';
    const write = (text: string, x: number, y: number, colour: string, font = '400 13px'): void => { context.font = `${font} ${FACE}`; context.fillStyle = token(colour); context.fillText(text, x, y); };
    write(`${this.options.title}: ${shown.title}`, 12, 20, '--ink', '600 15px');
    write('Tokens of one sentence, and how many times the English ones', 12, 40, '--ink-3', '400 12px');
    const room = width - label - value, lengthOf = (tokens: number): number => tokens / most * room;
    order.forEach((index, place) => {
      const y = head + row * place + row / 2, cost = shown.costs[index];
      write(this.#reply!.sentences[index].name, 12, y, '--ink');
      context.fillStyle = token('--train');
      context.fillRect(label, y - 7, lengthOf(cost.tokens), 14);
      write(`${cost.tokens}   ${times(cost.ratio)}`, label + lengthOf(cost.tokens) + 8, y, '--ink-2');
    });
    context.fillStyle = token('--edge');
    context.fillRect(label + lengthOf(english), head, 1, row * order.length);
    void savePng('language-costs', canvas);
  }
}

export function attach(root: HTMLElement, host: Host, options: Options): Lab { return new Lab(root, host, options); }

// Watches how a lesson is read: tells the server where the reader is and which sections are read, and marks the current one.
import { currentSection, Reader, type Place, type Rules } from './reading';

interface Server { invokeMethodAsync(method: 'Seen', section: string, address: string): Promise<void>; invokeMethodAsync(method: 'Read', section: string): Promise<void> }
interface Options extends Rules { sections: string[]; reportSeconds: number }

const TICK = 1000;

class Watch {
  readonly #reader: Reader;
  readonly #headings: HTMLElement[];
  readonly #words: number[];
  readonly #timer: number;
  readonly #onScroll = (): void => { if (!this.#frame) this.#frame = requestAnimationFrame(() => this.#mark()); };
  readonly #onHide = (): void => { if (document.visibilityState === 'visible') this.#lastTick = performance.now(); };
  #frame = 0;
  #lastTick = performance.now();
  #lastReport = -Infinity;
  #current: string | null = null;
  #reported = '';

  constructor(private readonly article: HTMLElement, private readonly server: Server, private readonly options: Options) {
    this.#reader = new Reader(options);
    this.#headings = options.sections.map((id) => document.getElementById(id)).filter((heading): heading is HTMLElement => heading !== null);
    this.#words = countWords(article, this.#headings);
    this.#timer = window.setInterval(() => this.#tick(), TICK);
    addEventListener('scroll', this.#onScroll, { passive: true });
    document.addEventListener('visibilitychange', this.#onHide);
    this.#mark();
    this.#tick();
  }

  dispose(): void {
    clearInterval(this.#timer);
    cancelAnimationFrame(this.#frame);
    removeEventListener('scroll', this.#onScroll);
    document.removeEventListener('visibilitychange', this.#onHide);
  }

  #places(): Place[] {
    const end = this.article.querySelector('.lesson-end')?.getBoundingClientRect().top ?? this.article.getBoundingClientRect().bottom;
    return this.#headings.map((heading, index) => ({
      id: heading.id,
      top: heading.getBoundingClientRect().top,
      bottom: this.#headings[index + 1]?.getBoundingClientRect().top ?? end,
      words: this.#words[index],
    }));
  }

  #mark(): void {
    this.#frame = 0;
    this.#current = currentSection(this.#places(), innerHeight);
    for (const link of document.querySelectorAll<HTMLElement>('[data-section-link]')) {
      if (link.dataset.sectionLink === this.#current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  #tick(): void {
    if (document.visibilityState !== 'visible') return;
    const now = performance.now(), seconds = Math.min(2 * TICK, now - this.#lastTick) / 1000;
    this.#lastTick = now;
    this.#mark(); // the server may have drawn the outline again
    const top = document.querySelector('header.top')?.getBoundingClientRect().bottom ?? 0;
    for (const section of this.#reader.tick(this.#places(), top, innerHeight, seconds)) void this.server.invokeMethodAsync('Read', section);
    const address = location.pathname + location.search;
    const place = `${address}#${this.#current ?? ''}`;
    if (place === this.#reported && now - this.#lastReport < this.options.reportSeconds * 1000) return;
    this.#lastReport = now;
    this.#reported = place;
    void this.server.invokeMethodAsync('Seen', this.#current ?? '', address).then(() => { this.article.dataset.kept = place; });
  }
}

/** Words of each section: the text between its heading and the next one, benches left out. */
function countWords(article: HTMLElement, headings: readonly HTMLElement[]): number[] {
  const words = headings.map(() => 0);
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text.parentElement?.closest('.bench-cell, .lesson-end')) continue;
    const index = headings.findLastIndex((heading) => (heading.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    if (index >= 0) words[index] += text.textContent?.match(/\S+/g)?.length ?? 0;
  }
  return words;
}

/** Watches the lesson on the page until it is disposed. */
export function watch(server: Server, options: Options): Watch {
  const article = document.querySelector<HTMLElement>('article.lesson');
  if (!article) throw new Error('There is no lesson on this page.');
  return new Watch(article, server, options);
}

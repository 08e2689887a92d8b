// Marks the words of a search in the lesson that it led to, without touching the document.

/** Words of a query, each as the beginning of a word. */
export const wordsOf = (query: string): string[] => query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Places of the words in a text: start and end of each. */
export function placesOf(text: string, words: readonly string[]): [number, number][] {
  if (words.length === 0) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...words].sort((a, b) => b.length - a.length).join('|')})`, 'giu');
  return [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length]);
}

/** Marks what the address asks for; nothing happens in a browser without highlights. */
export function markHits(article: HTMLElement): void {
  const words = wordsOf(new URLSearchParams(location.search).get('mark') ?? '');
  const highlights = (CSS as unknown as { highlights?: Map<string, unknown> }).highlights;
  if (!highlights) return;
  highlights.delete('search-hit');
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text && words.length > 0; text = texts.nextNode()) {
    if (text.parentElement?.closest('.bench-cell')) continue;
    for (const [start, end] of placesOf(text.textContent ?? '', words)) {
      const range = new Range();
      range.setStart(text, start);
      range.setEnd(text, end);
      ranges.push(range);
    }
  }
  const Highlight = (globalThis as unknown as { Highlight: new (...ranges: Range[]) => unknown }).Highlight;
  if (ranges.length > 0) highlights.set('search-hit', new Highlight(...ranges));
}

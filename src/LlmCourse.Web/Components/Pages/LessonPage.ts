// What a lesson's text needs once it is on the page: formulas, terms, and the words of the search that led here. Parts that an edit of the lesson brings in later are dressed
// as they arrive, before they are painted.
import katex from 'katex';
import { markHits } from '../Learning/marks';
import { bindTerms } from '../Learning/terms';

const FORMULAS = '.math-inline:not([data-dressed]), .math-display:not([data-dressed])';

function dressNow(article: HTMLElement): void {
  for (const place of article.querySelectorAll<HTMLElement>(FORMULAS)) {
    place.dataset.dressed = '';
    const latex = place.textContent ?? '';
    katex.render(latex, place, { displayMode: place.classList.contains('math-display'), throwOnError: false, output: 'htmlAndMathml' });
  }
}

/** Dresses the article, now and whenever it changes; it stops with the article. */
export function dress(article: HTMLElement): void {
  dressNow(article);
  bindTerms(article);
  markHits(article);
  article.dataset.dressed = '';
  new MutationObserver(() => dressNow(article)).observe(article, { childList: true, subtree: true });
}

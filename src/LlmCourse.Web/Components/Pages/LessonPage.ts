// What a lesson's text needs after it is on the page: formulas.
import katex from 'katex';

export function dress(article: HTMLElement): void {
  for (const place of article.querySelectorAll<HTMLElement>('.math-inline, .math-display')) {
    const latex = place.textContent ?? '';
    katex.render(latex, place, { displayMode: place.classList.contains('math-display'), throwOnError: false, output: 'htmlAndMathml' });
  }
}

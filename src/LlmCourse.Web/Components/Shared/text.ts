// How numbers and tokens are written on every page.

const MARKS: Record<string, string> = { ' ': '·', '\n': '⏎', '\r': '␍', '\t': '⇥', '\u00a0': '⍽' };

/** A token with its whitespace made visible. */
export function visible(token: string): string {
  return token.replace(/[ \n\r\t\u00a0]/g, (space) => MARKS[space]);
}

const grouped = new Intl.NumberFormat('en-GB');

/** 12,345 */
export const integer = (value: number): string => grouped.format(value);

/** A loss with enough digits to see it move. */
export const loss = (value: number): string => value.toFixed(value < 1 ? 3 : 2);

/** A learning rate: 2e-3, 0.5. */
export function rate(value: number): string {
  if (value === 0) return '0';
  if (value >= 0.1) return String(Number(value.toPrecision(3)));
  const [digits, exponent] = value.toExponential(2).split('e');
  return `${Number(digits)}e${Number(exponent)}`;
}

/** An element with a class and text: everything that a model or a learner wrote goes through textContent. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, className = '', text = ''): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

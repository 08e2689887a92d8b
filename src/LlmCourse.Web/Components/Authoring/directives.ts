// Directives in the editor's own Markdown, so that a quote or a list ends before them, and where a new one may stand.
import { markdown } from '@codemirror/lang-markdown';
import type { Text } from '@codemirror/state';

type Extension = NonNullable<NonNullable<Parameters<typeof markdown>[0]>['extensions']>;

const LINE = /^:{3,}/;

/** A line of colons is a block of its own, whatever stands before it. */
export const directives: Extension = {
  defineNodes: [{ name: 'Directive', block: true }],
  remove: ['Emoji', 'Subscript', 'Superscript', 'HTMLBlock', 'HTMLTag'], // lessons have none; an option would look like an emoji
  parseBlock: [{
    name: 'Directive',
    before: 'IndentedCode',
    parse(context, line) {
      if (!LINE.test(line.text)) return false;
      context.addElement(context.elt('Directive', context.lineStart, context.lineStart + line.text.length));
      context.nextLine();
      return true;
    },
    endLeaf: (_context, line) => LINE.test(line.text),
  }],
};

/** Where a new directive may stand for an author whose cursor is at a place: outside of settings, other directives and paragraphs. */
export function freePlace(doc: Text, at: number): number {
  const wanted = doc.lineAt(at).number;
  let first = 1;
  if (doc.line(1).text === '---') {
    while (++first <= doc.lines && doc.line(first).text !== '---');
    if (wanted <= first) return doc.length;
  }

  const open: number[] = [];
  let fence = '';
  for (let number = first + (doc.line(1).text === '---' ? 1 : 0); number <= doc.lines; number++) {
    const { text, to } = doc.line(number);
    const colons = LINE.exec(text)?.[0].length ?? 0;
    const ticks = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (ticks && (!fence || ticks.startsWith(fence))) fence = fence ? '' : ticks;
    else if (colons && !fence) {
      if (text.length > colons && /^:+\s*[a-z]/.test(text)) {
        if (open.length === 0 && number > wanted) return doc.line(number - 1).to;
        open.push(colons);
      } else if (open.includes(colons)) open.length = open.indexOf(colons);
    }

    if (number >= wanted && open.length === 0 && !fence && (!text.trim() || colons)) return to;
  }

  return doc.length;
}

/** A block with a blank line before and behind it where the text has none. */
export function standing(doc: Text, at: number, block: string): string {
  const before = doc.sliceString(0, at), after = doc.sliceString(at);
  const lead = !before.trim() || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return lead + block + (!after.trim() ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n');
}

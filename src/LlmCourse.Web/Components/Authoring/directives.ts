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

/** Goes through the lines below the settings and gives, behind each, the colons of the directives that are open there. */
function* openDirectives(doc: Text): Generator<{ number: number; open: readonly number[]; inCode: boolean; isFence: boolean }> {
  let number = settingsEnd(doc);
  const open: number[] = [];
  let fence = '';
  for (number++; number <= doc.lines; number++) {
    const { text } = doc.line(number);
    const colons = LINE.exec(text)?.[0].length ?? 0;
    const ticks = /^ {0,3}(`{3,}|~{3,})/.exec(text)?.[1];
    if (ticks && (!fence || ticks.startsWith(fence))) fence = fence ? '' : ticks;
    else if (colons && !fence) {
      if (/^:+\s*[a-z]/.test(text)) open.push(colons);
      else if (open.includes(colons)) open.length = open.indexOf(colons);
    }

    yield { number, open, inCode: fence !== '', isFence: colons > 0 && !fence };
  }
}

/** The last line of the settings; 0 when there are none. */
function settingsEnd(doc: Text): number {
  if (doc.line(1).text !== '---') return 0;
  let end = 2;
  while (end < doc.lines && doc.line(end).text !== '---') end++;
  return end;
}

/** Whether colons in a line would close a directive that is open above it. */
export function closes(doc: Text, line: number, colons: number): boolean {
  for (const { number, open } of openDirectives(doc)) if (number === line - 1) return open.includes(colons);
  return false;
}

/** Where a new directive may stand for an author whose cursor is at a place: outside of settings, other directives and paragraphs. */
export function freePlace(doc: Text, at: number): number {
  const wanted = doc.lineAt(at).number;
  if (wanted <= settingsEnd(doc)) return doc.length;
  let wasOpen = false;
  for (const { number, open, inCode, isFence } of openDirectives(doc)) {
    if (number > wanted && isFence && !wasOpen) return doc.line(number - 1).to;
    wasOpen = open.length > 0;
    if (number >= wanted && !wasOpen && !inCode && (isFence || !doc.line(number).text.trim())) return doc.line(number).to;
  }

  return doc.length;
}

/** A block with a blank line before and behind it where the text has none. */
export function standing(doc: Text, at: number, block: string): string {
  const before = doc.sliceString(0, at), after = doc.sliceString(at);
  const lead = !before.trim() || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  return lead + block + (!after.trim() ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? '\n' : '\n\n');
}

// What the editor offers in a run file: sections, their settings, and the values of those that have only some.
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import type { Offers } from './completion';

/** The section that a line stands in, by its indentation, and the names that the section holds already. */
function sectionAt(doc: Text, line: number): { name: string; taken: Set<string> } {
  const taken = new Set<string>();
  if (!/^\s/.test(doc.line(line).text)) {
    for (let number = 1; number <= doc.lines; number++) if (number !== line) taken.add(/^(\w+):/.exec(doc.line(number).text)?.[1] ?? '');
    return { name: '', taken };
  }

  const look = (from: number, by: 1 | -1): string => {
    for (let number = from; number >= 1 && number <= doc.lines; number += by) {
      const { text } = doc.line(number);
      const name = /^\s*(\w+):/.exec(text)?.[1];
      if (name && !/^\s/.test(text)) return name;
      if (name) taken.add(name);
    }
    return '';
  };
  const name = look(line - 1, -1);
  look(line + 1, 1);
  return { name, taken };
}

export function settings(offers: () => Offers) {
  return (context: CompletionContext): CompletionResult | null => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const known = offers();

    const value = /^\s*(\w+):\s*(\w*)$/.exec(before);
    if (value) {
      const { name } = sectionAt(doc, line.number);
      const values = known.settings.find((each) => each.section === name && each.name === value[1])?.values;
      return values ? { from: context.pos - value[2].length, options: values.map((label) => ({ label, type: 'constant' })) } : null;
    }

    const typed = /^(\s*)(\w*)$/.exec(before);
    if (!typed || (!typed[2] && !context.explicit)) return null;
    const { name, taken } = sectionAt(doc, line.number);
    const own = known.settings.filter((each) => each.section === name && !taken.has(each.name))
      .map((each) => ({ label: each.name, apply: `${each.name}: `, info: each.explanation, detail: each.default, type: 'property' }));
    const sections = name ? [] : known.sections.filter((each) => !taken.has(each.name))
      .map((each) => ({ label: each.name, apply: `${each.name}:\n  `, info: each.explanation, type: 'class' }));
    return { from: context.pos - typed[2].length, options: [...own, ...sections] };
  };
}

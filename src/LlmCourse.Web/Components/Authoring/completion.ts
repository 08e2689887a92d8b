// What the editor offers while an author types: directives, their options and values, labs, sources and regions, lessons and
// places in them, run files and pictures beside the lesson, settings of the front matter.
import { snippetCompletion, type Completion, type CompletionContext, type CompletionResult, type CompletionSource } from '@codemirror/autocomplete';
import type { Text } from '@codemirror/state';
import { closes } from './directives';

export interface Option { name: string; explanation: string; isRequired: boolean; values: string[] | null }
/** A setting of a run file. */
export interface Setting { section: string; name: string; explanation: string; default: string; values: string[] | null }
export interface Directive { name: string; explanation: string; options: Option[]; template: string }
export interface Lab { name: string; explanation: string; options: Option[] }
export interface Target { title: string; link: string; sections: { id: string; title: string }[] }
export interface Offers { directives: Directive[]; labs: Lab[]; frontMatter: Option[]; lessons: Target[]; lessonIds: string[]; modules: string[]; sources: string[]; files: string[]; sections: { name: string; explanation: string }[]; settings: Setting[] }

/** The directive whose opening line or options a line belongs to, and the options given so far; null elsewhere. */
export function directiveAt(doc: Text, line: number): { name: string; options: Map<string, string> } | null {
  const options = new Map<string, string>();
  for (let number = line; number > 0; number--) {
    const text = doc.line(number).text;
    const opening = /^:{3,}([a-z-]+)/.exec(text);
    if (opening) return { name: opening[1], options };
    const option = /^:([A-Za-z-]*):?\s*(.*)$/.exec(text);
    if (!option || text.startsWith('::')) return null;
    options.set(option[1], option[2].trim());
  }
  return null;
}

/** Whether a line stands between the two lines of hyphens that begin a lesson. */
export function inFrontMatter(doc: Text, line: number): boolean {
  if (line < 2 || doc.line(1).text !== '---') return false;
  for (let number = 2; number < line; number++) if (doc.line(number).text === '---') return false;
  return doc.line(line).text !== '---';
}

/** An identifier that the text does not use yet: the kind of thing, and a number. */
export function freshId(doc: string, kind: string): string {
  for (let number = 1; ; number++) if (!doc.includes(`{#${kind}-${number}}`)) return `${kind}-${number}`;
}

/** The snippet of a directive's template: words in capitals are fields to step through, an identifier is a new one, and files and runs are those at hand. */
export function toSnippet(template: string, doc: string, files: string[] = []): string {
  const run = /^:{3,}train .*\{#([a-z][a-z0-9-]*)\}/m.exec(doc)?.[1];
  const known: Record<string, string | undefined> = { RUN: run, 'FILE.run.yaml': files.find((file) => file.includes('.run.')), 'PICTURE.png': files.find((file) => /\.(png|jpe?g|gif|webp)$/.test(file)) };
  let taken = doc, kind = '', field = 0;
  const lines = template.split('\n').map((line) => {
    kind = /^:{3,}([a-z]+)/.exec(line)?.[1] ?? kind;
    return line.replace(/(?<=\{#)ID(?=\})|\b(?:src\/)?[A-Z]{2,}(?: [A-Z]+)*(?:\.[a-z]+)*\b/g, (word) => {
      let text = known[word] ?? word;
      if (word === 'ID') taken += `{#${text = freshId(taken, kind)}}`;
      return `\${${++field}:${text}}`;
    });
  });
  return lines.join('\n');
}

const words = (values: Iterable<string>, detail = ''): Completion[] => [...values].map((label) => ({ label, detail, type: 'constant' }));

export function completions(offers: () => Offers, regions: (source: string) => Promise<string[]>): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const known = offers();

    if (inFrontMatter(doc, line.number)) {
      const value = /^([a-zA-Z]+):\s*\[?(?:[^,\]]*,\s*)*([\w-]*)$/.exec(before);
      if (value) {
        const values = value[1] === 'requires' ? known.lessonIds : value[1] === 'module' ? known.modules : known.frontMatter.find((key) => key.name === value[1])?.values;
        return values ? { from: context.pos - value[2].length, options: words(values) } : null;
      }
      const key = /^[a-zA-Z]*$/.exec(before);
      return key && (key[0] || context.explicit)
        ? { from: line.from, options: known.frontMatter.map((each) => ({ label: each.name, apply: `${each.name}: `, info: each.explanation, detail: each.isRequired ? 'required' : '', type: 'property' })) }
        : null;
    }

    const opening = /^(:{3,})([a-z-]*)$/.exec(before);
    if (opening) {
      if (!opening[2] && !context.explicit && closes(doc, line.number, opening[1].length)) return null; // Enter is to end the line, not to choose
      const from = line.from + (line.text.slice(before.length).trim() ? opening[1].length : 0);
      return {
        from,
        filter: true,
        options: known.directives.map((each) => from === line.from
          ? { ...snippetCompletion(toSnippet(each.template, doc.toString(), known.files), { label: `:::${each.name}`, info: each.explanation, type: 'keyword' }) }
          : { label: each.name, info: each.explanation, type: 'keyword' }),
      };
    }

    const option = /^:([A-Za-z-]*)(:\s*)?(.*)$/.exec(before);
    const directive = option && line.number > 1 ? directiveAt(doc, line.number) : null;
    if (option && directive) {
      const lab = directive.name === 'lab' ? known.labs.find((each) => each.name === directive.options.get('lab')) : undefined;
      const own = [...(known.directives.find((each) => each.name === directive.name)?.options ?? []), ...(lab?.options ?? [])];
      if (option[2] === undefined) {
        return { from: line.from, options: own.filter((each) => !directive.options.has(each.name) || each.name === option[1]).map((each) => ({ label: `:${each.name}:`, apply: `:${each.name}: `, info: each.explanation, detail: each.isRequired ? 'required' : '', type: 'property' })) };
      }
      const typed = /[^,]*$/.exec(option[3])![0].trimStart();
      const from = context.pos - typed.length;
      // Of these an option holds one, so a choice takes the place of what stands there; what is selected is no beginning of it.
      const whole = { from: line.from + before.length - option[3].length, to: line.to, filter: context.state.selection.main.empty };
      switch (option[1]) {
        case 'lab': return { ...whole, options: known.labs.map((each) => ({ label: each.name, info: each.explanation, type: 'class' })) };
        case 'src': return { ...whole, options: words(directive.name === 'code' ? known.sources : known.files.filter((name) => /\.(png|jpe?g|gif|webp)$/.test(name))) };
        case 'spec': return { ...whole, options: words(known.files.filter((name) => name.includes('.run.'))) };
        case 'region': return { ...whole, options: words(await regions(directive.options.get('src') ?? '')) };
        case 'run': return { ...whole, options: words([...doc.toString().matchAll(/^:{3,}train .*\{#([a-z][a-z0-9-]*)\}/gm)].map((found) => found[1])) };
        default: {
          const values = own.find((each) => each.name === option[1])?.values;
          return values ? { from, options: words(values) } : null;
        }
      }
    }

    const link = /\]\(([^)\s]*)$/.exec(before);
    if (!link) return null;
    const anchors = known.lessons.flatMap((lesson) => [
      { label: lesson.link, detail: lesson.title, type: 'text' },
      ...lesson.sections.map((section) => ({ label: `${lesson.link}#${section.id}`, detail: section.title, type: 'text' })),
    ]);
    const here = [...doc.toString().matchAll(/\{#([a-z][a-z0-9-]*)\}/g)].map((found) => ({ label: `#${found[1]}`, detail: 'in this lesson', type: 'text', boost: 10 }));
    return { from: context.pos - link[1].length, options: [...here, ...anchors] };
  };
}

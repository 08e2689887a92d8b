import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { completions, freshId, toSnippet, type Offers } from './completion';
import { settings } from './settings';

const OFFERS: Offers = {
  directives: [
    { name: 'quiz', explanation: 'Asks.', options: [{ name: 'kind', explanation: 'How.', isRequired: false, values: ['single', 'number'] }], template: ':::quiz QUESTION {#ID}\n- [x] RIGHT\n:::' },
    { name: 'code', explanation: 'Shows.', options: [{ name: 'src', explanation: 'Where.', isRequired: false, values: null }, { name: 'region', explanation: 'What.', isRequired: false, values: null }], template: ':::code\n:src: src/FILE.cs\n:::' },
    { name: 'lab', explanation: 'Does.', options: [{ name: 'lab', explanation: 'Which.', isRequired: true, values: null }], template: ':::lab' },
    { name: 'train', explanation: 'Trains.', options: [{ name: 'spec', explanation: 'File.', isRequired: true, values: null }], template: ':::train' },
    { name: 'predict', explanation: 'Bets.', options: [{ name: 'run', explanation: 'Run.', isRequired: true, values: null }], template: ':::predict' },
  ],
  labs: [{ name: 'tokenizer', explanation: 'Cuts.', options: [{ name: 'show', explanation: 'Ways.', isRequired: false, values: ['word', 'bpe'] }] }],
  frontMatter: [{ name: 'status', explanation: 'Seen?', isRequired: false, values: ['draft', 'published'] }, { name: 'requires', explanation: 'Before.', isRequired: false, values: null }],
  lessons: [{ title: 'Other', link: '../02-other/lesson.md', sections: [{ id: 'a-place', title: 'A place' }] }],
  lessonIds: ['other', 'first'],
  modules: ['language'],
  sources: ['src/A.cs', 'src/B.cs'],
  files: ['lesson.md', 'first.run.yaml', 'hen.png'],
  sections: [{ name: 'model', explanation: 'Its shape.' }, { name: 'corpus', explanation: 'Its text.' }],
  settings: [
    { section: '', name: 'seed', explanation: 'Seeds.', default: '1337', values: null },
    { section: 'model', name: 'layers', explanation: 'Blocks.', default: '4', values: null },
    { section: 'model', name: 'heads', explanation: 'Heads.', default: '4', values: null },
    { section: 'corpus', name: 'kind', explanation: 'Where from.', default: 'stories', values: ['stories'] },
  ],
};

const inLesson = completions(() => OFFERS, (source) => Promise.resolve(source === 'src/A.cs' ? ['one', 'two'] : []));

/** What is offered at the bar in a text, and what a choice would take the place of. */
async function at(text: string, explicit = false, source: (context: CompletionContext) => CompletionResult | null | Promise<CompletionResult | null> = inLesson): Promise<{ labels: string[]; replaced: string } | null> {
  const place = text.indexOf('|'), doc = text.replace('|', '');
  const context = new CompletionContext(EditorState.create({ doc }), place, explicit);
  const found = await source(context);
  return found && { labels: found.options.map((each) => each.label), replaced: doc.slice(found.from, found.to ?? place) };
}

describe('completion offers', () => {
  it.each([
    ['directives', ':::q|', [':::quiz', ':::code', ':::lab', ':::train', ':::predict'], ':::q'],
    ['options not given yet', ':::code\n:src: src/A.cs\n:|', [':region:'], ':'],
    ['values of an option', ':::quiz Q\n:kind: |', ['single', 'number'], ''],
    ['labs, in place of the one that stands there', ':::lab {#l}\n:lab: tok|en', ['tokenizer'], 'token'],
    ['options of the lab', ':::lab {#l}\n:lab: tokenizer\n:s|', [':show:'], ':s'],
    ['the next of several values', ':::lab {#l}\n:lab: tokenizer\n:show: word, b|', ['word', 'bpe'], 'b'],
    ['sources', ':::code\n:src: src/|FILE.cs', ['src/A.cs', 'src/B.cs'], 'src/FILE.cs'],
    ['regions of the source', ':::code\n:src: src/A.cs\n:region: |', ['one', 'two'], ''],
    ['pictures beside the lesson', ':::figure\n:src: |', ['hen.png'], ''],
    ['run files beside the lesson', ':::train {#t}\n:spec: |', ['first.run.yaml'], ''],
    ['runs of this lesson', ':::predict\n:run: |\n:::\n:::train Go {#go}\n:::', ['go'], ''],
    ['lessons, places in them and places here', '## Here {#here}\n[x](|', ['#here', '../02-other/lesson.md', '../02-other/lesson.md#a-place'], ''],
    ['lesson ids', '---\nrequires: [other, f|]\n---', ['other', 'first'], 'f'],
    ['values of settings', '---\nstatus: |\n---', ['draft', 'published'], ''],
  ])('%s', async (_, text, labels, replaced) => expect(await at(text)).toEqual({ labels, replaced }));

  it('nothing where colons close a directive', async () => {
    expect(await at(':::quiz Q\n- [x] One\n:::|')).toBeNull();
    expect((await at('::::quiz Q\n:::|'))?.replaced).toBe(':::');
  });
  it('nothing in running text', async () => expect(await at('Words, and: |', true)).toBeNull());
  it('settings between the lines of hyphens when asked', async () => expect((await at('---\n|\n---', true))?.labels).toEqual(['status', 'requires']));
});

describe('a run file offers', () => {
  it.each([
    ['sections and settings at the left margin', 'seed: 1\nm|', ['corpus', 'model'], 'm'],
    ['settings of the section, without those that are there', 'model:\n  layers: 2\n  h|', ['heads'], 'h'],
    ['values', 'corpus:\n  kind: |', ['stories'], ''],
  ])('%s', async (_, text, labels, replaced) => {
    const found = await at(text, false, settings(() => OFFERS));
    expect({ ...found, labels: found?.labels.toSorted() }).toEqual({ labels, replaced });
  });
});

describe('a template', () => {
  it('takes an identifier that is free', () => expect(freshId('{#quiz-1} {#quiz-3}', 'quiz')).toBe('quiz-2'));
  it('becomes a snippet of fields that stay apart', () =>
    expect(toSnippet(':::quiz QUESTION {#ID}\n- [x] WHY\n- [ ] WHY\n:::', '{#quiz-1}')).toBe(':::quiz ${1:QUESTION} {#${2:quiz-2}}\n- [x] ${3:WHY}\n- [ ] ${4:WHY}\n:::'));
  it('names the run, the run file and the picture at hand', () =>
    expect(toSnippet(':run: RUN\n:spec: FILE.run.yaml\n:src: PICTURE.png\n:src: src/FILE.cs', ':::train Go {#go}', OFFERS.files)).toBe(':run: ${1:go}\n:spec: ${2:first.run.yaml}\n:src: ${3:hen.png}\n:src: ${4:src/FILE.cs}'));
  it('gives inner directives identifiers of their own', () => expect(toSnippet('::::exercise {#ID}\n:::solution {#ID}', '')).toBe('::::exercise {#${1:exercise-1}}\n:::solution {#${2:solution-1}}'));
});

// The text of a lesson as its author edits it. The server checks and renders what is typed; this side keeps the text.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, snippet, startCompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { yaml, yamlFrontmatter } from '@codemirror/lang-yaml';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { MergeView } from '@codemirror/merge';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, drawSelection, dropCursor, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { completions, toSnippet, type Offers } from './completion';
import { directives, freePlace, standing } from './directives';
import { Follower } from './follow';
import { settings } from './settings';
import { appearance } from './theme';

interface Server { invokeMethodAsync<T>(method: string, ...args: unknown[]): Promise<T> }
interface Finding { line: number; column: number; length: number; severity: 'error' | 'warning' | 'info'; message: string; help: string; rule: string }
interface Options { text: string; mode: 'lesson' | 'markdown' | 'yaml'; label: string; readOnly: boolean; offers: Offers }
declare const DotNet: { createJSStreamReference(data: Uint8Array): unknown };

/** Pause after the last key before the server hears of it. */
const PAUSE = 120;
const fromServer = Annotation.define<boolean>();
const encode = (text: string): unknown => DotNet.createJSStreamReference(new TextEncoder().encode(text));

const directiveLine = Decoration.mark({ class: 'cm-directive' });
const optionKey = Decoration.mark({ class: 'cm-option-key' });
const directiveMarks = ViewPlugin.fromClass(class {
  marks: DecorationSet;
  constructor(view: EditorView) { this.marks = this.find(view); }
  update(update: ViewUpdate): void { if (update.docChanged || update.viewportChanged) this.marks = this.find(update.view); }
  find(view: EditorView): DecorationSet {
    const found = [];
    for (const { from, to } of view.visibleRanges) {
      for (let at = from; at <= to;) {
        const line = view.state.doc.lineAt(at);
        const key = /^:[A-Za-z-]+:/.exec(line.text);
        if (/^:{3,}/.test(line.text)) found.push(directiveLine.range(line.from, line.to));
        else if (key) found.push(optionKey.range(line.from, line.from + key[0].length));
        at = line.to + 1;
      }
    }
    return Decoration.set(found);
  }
}, { decorations: (plugin) => plugin.marks });

const prose = () => markdown({ base: markdownLanguage, extensions: directives });
const language = (mode: Options['mode']): Extension =>
  mode === 'yaml' ? yaml() : mode === 'lesson' ? [yamlFrontmatter({ content: prose() }), directiveMarks] : [prose(), directiveMarks];

/** Whether a placeholder is selected that one of the offers should replace. */
const standsForChoice = ({ doc, selection: { main } }: EditorState): boolean =>
  !main.empty && main.to === doc.lineAt(main.to).to && /^:(src|region|lab|spec|run):\s*$/.test(doc.lineAt(main.from).text.slice(0, main.from - doc.lineAt(main.from).from));

const shadowOf = (host: HTMLElement): ShadowRoot => {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  root.replaceChildren();
  return root;
};

class Editor {
  readonly #view: EditorView;
  #offers: Offers;
  #timer = 0;
  #revision = 0;
  #sending = 0;
  #sent: Promise<void> = Promise.resolve();
  #typedAt = 0;
  readonly #preview: Follower;
  readonly #page: HTMLElement;

  /** Puts in what was chosen in the menu, at once, so that the next key goes into the text. */
  readonly #choose = (event: MouseEvent): void => {
    const name = (event.target as HTMLElement).closest<HTMLElement>('[data-insert]')?.dataset.insert;
    const chosen = this.#offers.directives.find((each) => each.name === name);
    if (chosen) queueMicrotask(() => this.insert(chosen.template));
  };

  constructor(private readonly host: HTMLElement, private readonly server: Server, options: Options, preview: HTMLElement) {
    this.#offers = options.offers;
    this.#preview = new Follower(preview);
    this.#page = host.closest<HTMLElement>('.editor-page')!;
    const root = shadowOf(host);
    this.#view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: options.text,
        extensions: [
          lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), dropCursor(), history(), bracketMatching(), closeBrackets(), highlightSelectionMatches(), lintGutter(),
          language(options.mode), appearance,
          autocompletion({ override: [options.mode === 'yaml' ? settings(() => this.#offers) : completions(() => this.#offers, (source) => server.invokeMethodAsync<string[]>('RegionsAsync', source))], icons: false }),
          keymap.of([
            { key: 'Mod-s', preventDefault: true, run: () => { void this.save(); return true; } },
            ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap,
          ]),
          EditorState.readOnly.of(options.readOnly),
          EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'true', tabindex: '0' }),
          EditorView.updateListener.of((update) => { if (update.docChanged && !update.transactions.some((each) => each.annotation(fromServer))) this.#edited(); }),
          EditorView.updateListener.of((update) => { if (update.selectionSet && standsForChoice(update.state)) queueMicrotask(() => startCompletion(update.view)); }),
          EditorView.domEventHandlers({ paste: (event) => this.#takePictures(event, event.clipboardData), drop: (event) => this.#takePictures(event, event.dataTransfer) }),
        ],
      }),
    });
    this.#page.addEventListener('click', this.#choose);
    host.dataset.ready = 'true';
  }

  /** Underlines what was found in a text, unless it is no longer the one that stands here. */
  diagnose(revision: number, findings: Finding[]): void {
    if (revision !== this.#revision) return;
    const { doc } = this.#view.state;
    const places: Diagnostic[] = findings.map((each) => {
      const line = doc.line(Math.min(Math.max(1, each.line), doc.lines));
      const from = Math.min(line.from + each.column - 1, line.to);
      return { from, to: Math.min(Math.max(from + each.length, from), line.to), severity: each.severity, message: `${each.message} ${each.help}`, source: each.rule };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, places));
    this.host.dataset.findings = String(findings.length);
    if (this.#typedAt > 0) this.host.dataset.previewMs = String(Math.round(performance.now() - this.#typedAt));
    this.#typedAt = 0;
  }

  /** Goes to a place and marks it. */
  jump(line: number, column: number): void {
    const target = this.#view.state.doc.line(Math.min(Math.max(1, line), this.#view.state.doc.lines));
    const at = Math.min(target.from + column - 1, target.to);
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
    this.#view.focus();
  }

  /** Replaces the text, which the server knows, by the smallest change that does it, so that the cursor stays; it can be undone. */
  setText(text: string): void {
    const old = this.#view.state.doc.toString();
    let start = 0, end = 0;
    while (start < old.length && start < text.length && old[start] === text[start]) start++;
    while (end < old.length - start && end < text.length - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    this.#view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) }, annotations: fromServer.of(true) });
  }

  /** Takes over what was changed on disk, unless something was typed that the server does not know yet. */
  follow(text: string): boolean {
    if (this.#timer || this.#sending) return false;
    this.setText(text);
    return true;
  }

  /** Puts a directive where it may stand nearest to the cursor, its words in capitals to be replaced one by one. */
  insert(template: string): void {
    const { doc, selection } = this.#view.state;
    const at = freePlace(doc, selection.main.head);
    snippet(standing(doc, at, toSnippet(template, doc.toString(), this.#offers.files)))(this.#view, null, at, at);
    this.#view.dispatch({ effects: EditorView.scrollIntoView(this.#view.state.selection.main, { y: 'center' }) });
    this.#view.focus();
  }

  offer(offers: Offers): void { this.#offers = offers; }

  /** Hands over what was typed last, then asks for a save. */
  async save(): Promise<void> {
    await this.flush();
    await this.server.invokeMethodAsync('SaveAsync');
  }

  /** Hands over what was typed, and waits until the server has it: what left by itself a moment ago may still be on its way. */
  flush(): Promise<void> {
    if (this.#timer) this.#send();
    return this.#sent;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#preview.dispose();
    this.#page.removeEventListener('click', this.#choose);
    this.#view.destroy();
  }

  #edited(): void {
    const { doc, selection } = this.#view.state;
    let block = doc.lineAt(selection.main.head).number;
    while (block > 1 && !/^(:{3,}\s*[a-z]|#)/.test(doc.line(block).text)) block--;
    this.#preview.edited(block);
    if (!this.#typedAt) this.#typedAt = performance.now();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#send(), PAUSE);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#sending++;
    this.#sent = this.server.invokeMethodAsync<void>('EditedAsync', encode(this.#view.state.doc.toString()), ++this.#revision)
      .finally(() => { this.#sending--; });
  }

  #takePictures(event: Event, data: DataTransfer | null): boolean {
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
    if (pictures.length === 0) return false;
    event.preventDefault();
    const at = event instanceof DragEvent ? this.#view.posAtCoords({ x: event.clientX, y: event.clientY }) : null;
    if (at !== null) this.#view.dispatch({ selection: { anchor: at } });
    void this.#upload(pictures);
    return true;
  }

  async #upload(pictures: File[]): Promise<void> {
    for (const picture of pictures) {
      const markdown = await this.server.invokeMethodAsync<string | null>('AddPictureAsync', picture.name, DotNet.createJSStreamReference(new Uint8Array(await picture.arrayBuffer())));
      if (markdown) this.insert(markdown);
    }
  }
}

/** Two texts side by side; the right one may be edited where the server asks for its text later. */
class Comparison {
  readonly #view: MergeView;

  constructor(host: HTMLElement, left: string, right: string, labels: [string, string], editable: boolean) {
    const root = shadowOf(host);
    const side = (label: string, readOnly: boolean): Extension => [appearance, lineNumbers(), markdown(), EditorState.readOnly.of(readOnly), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' })];
    this.#view = new MergeView({
      a: { doc: left, extensions: side(labels[0], true) },
      b: { doc: right, extensions: [side(labels[1], !editable), history(), keymap.of([...defaultKeymap, ...historyKeymap])] },
      parent: root,
      root,
      revertControls: editable ? 'a-to-b' : undefined,
      collapseUnchanged: { margin: 3, minSize: 8 },
    });
  }

  text(): Uint8Array { return new TextEncoder().encode(this.#view.b.state.doc.toString()); }

  dispose(): void { this.#view.destroy(); }
}

export const mount = (host: HTMLElement, server: Server, options: Options, preview: HTMLElement): Editor => new Editor(host, server, options, preview);
export const compare = (host: HTMLElement, left: string, right: string, labels: [string, string], editable: boolean): Comparison => new Comparison(host, left, right, labels, editable);

// The editor in our own tokens. It lives in a shadow root: there, CodeMirror adopts its style sheets, which the site's
// policy allows, and custom properties still reach it.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--raised)', fontSize: '13.5px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { padding: '14px 0 40vh', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 18px 0 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent)' },
  '.cm-gutters': { backgroundColor: 'var(--raised)', color: 'var(--ink-3)', border: '0', paddingLeft: '4px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--sunk) 55%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-directive': { color: 'var(--accent)', fontWeight: '500' },
  '.cm-option': { color: 'var(--ink-2)' }, '.cm-option-key': { color: 'var(--good)' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', border: '1px solid var(--line-strong)', borderRadius: '6px', color: 'var(--ink)', fontFamily: 'var(--sans)', fontSize: '13px', maxWidth: '420px' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { fontFamily: 'var(--sans)', fontStyle: 'normal', color: 'var(--ink-3)', marginLeft: '12px' },
  '.cm-completionInfo': { padding: '8px 10px', maxWidth: '300px' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeftWidth: '3px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' }, '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' }, '.cm-diagnostic-info': { borderLeftColor: 'var(--accent)' },
  '.cm-lintRange': { backgroundImage: 'none', textDecorationLine: 'underline', textDecorationStyle: 'wavy', textDecorationThickness: '1.5px', textUnderlineOffset: '3px', textDecorationSkipInk: 'none' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--bad)' }, '.cm-lintRange-warning': { textDecorationColor: 'var(--warn)' }, '.cm-lintRange-info': { textDecorationColor: 'var(--accent)' },
  '.cm-gutter-lint': { width: '14px' }, '.cm-gutter-lint .cm-gutterElement': { padding: '0' }, '.cm-lint-marker': { width: '14px', lineHeight: '1.6', textAlign: 'center', fontSize: '9px', color: 'var(--accent)', content: 'normal !important' }, '.cm-lint-marker::before': { content: '"●"' },
  '.cm-lint-marker-error': { color: 'var(--bad)' }, '.cm-lint-marker-error::before': { content: '"▲"' }, '.cm-lint-marker-warning': { color: 'var(--warn)' }, '.cm-snippetField': { backgroundColor: 'color-mix(in srgb, var(--accent) 12%, transparent)' },
  '.cm-panels': { backgroundColor: 'var(--sunk)', color: 'var(--ink)', fontFamily: 'var(--sans)' },
  '.cm-textfield, .cm-button': { backgroundImage: 'none', backgroundColor: 'var(--raised)', border: '1px solid var(--line-strong)', borderRadius: '6px', color: 'var(--ink)' },
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': { backgroundColor: 'color-mix(in srgb, var(--floor) 12%, transparent)' },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'color-mix(in srgb, var(--bad) 10%, transparent)' },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': { background: 'color-mix(in srgb, var(--bad) 26%, transparent)' },
  '&.cm-merge-b .cm-changedText': { background: 'color-mix(in srgb, var(--floor) 30%, transparent)' },
  '.cm-collapsedLines': { background: 'var(--sunk)', color: 'var(--ink-2)' },
});

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600', color: 'var(--ink)' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: [tags.monospace, tags.string], color: 'color-mix(in srgb, var(--valid) 82%, var(--ink))' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warn)' },
  { tag: [tags.comment, tags.quote], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.processingInstruction, tags.meta, tags.punctuation, tags.separator, tags.contentSeparator], color: 'var(--ink-3)' },
]);

export const appearance = [theme, syntaxHighlighting(colours), EditorView.lineWrapping];

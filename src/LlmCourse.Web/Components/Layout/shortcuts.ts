// Single keys for reading. WCAG 2.1.4: they can be switched off, and they never act while something takes typing.

export type Action = 'search' | 'next' | 'previous' | 'down' | 'up' | 'help';

const KEYS: Record<string, Action> = { '/': 'search', n: 'next', p: 'previous', j: 'down', k: 'up', '?': 'help' };
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=slider], canvas, dialog[open], .cm-editor';

interface Key { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; defaultPrevented: boolean }

/** What a key asks for; null when it is not for us. */
export function actionOf(event: Key, target: { closest(selector: string): unknown } | null, on: boolean): Action | null {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  return target?.closest(TAKES_KEYS) ? null : KEYS[event.key] ?? null;
}

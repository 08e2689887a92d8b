import { expect, it } from 'vitest';
import { actionOf } from './shortcuts';

const key = (name: string, more = {}) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, ...more });
const page = { closest: () => null }, field = { closest: () => ({}) };

it('knows its keys', () => expect(['/', 'n', 'p', 'j', 'k', '?', 'x'].map((name) => actionOf(key(name), page, true))).toEqual(['search', 'next', 'previous', 'down', 'up', 'help', null]));
it('is silent while one types', () => expect(actionOf(key('n'), field, true)).toBeNull());
it('is silent when switched off', () => expect(actionOf(key('n'), page, false)).toBeNull());
it('leaves chords to the browser', () => expect(actionOf(key('n', { ctrlKey: true }), page, true)).toBeNull());

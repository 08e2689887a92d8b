import { expect, it } from 'vitest';
import { loss, rate, visible } from './text';

it('shows whitespace', () => expect(visible(' a\tb\n')).toBe('·a⇥b⏎'));
it.each([[0.002, '2e-3'], [0.00123, '1.23e-3'], [0.1, '0.1'], [1e-5, '1e-5'], [0, '0']])('writes the learning rate %d as %s', (value, text) => expect(rate(value)).toBe(text));
it('gives small losses one more digit', () => expect([loss(4.174), loss(0.6123)]).toEqual(['4.17', '0.612']));

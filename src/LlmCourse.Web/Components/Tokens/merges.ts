// The merges of one word as the server traced them, and what stands after any number of them.
import type { Span } from './pieces';

export interface Part { id: number; text: string; bytes: string }
export interface Candidate { position: number; rank: number }
export interface Step { position: number; rank: number; joined: Part; candidates: Candidate[] }
export interface Trace { piece: string; start: number; parts: Part[]; steps: Step[]; end: Part[]; takenWhole: boolean; error?: string | null }

/** How many positions a trace has: before the first merge, after each, and one more when the word is looked up whole. */
export const stops = (trace: Trace): number => trace.steps.length + (trace.takenWhole ? 2 : 1);

/** The parts after a number of merges. */
export function partsAt(trace: Trace, merges: number): Part[] {
  if (merges > trace.steps.length) return trace.end;
  const parts = [...trace.parts];
  for (const step of trace.steps.slice(0, merges)) parts.splice(step.position, 2, step.joined);
  return parts;
}

/** Where the bytes of parts lie in the word. */
export function placesOf(parts: readonly Part[]): Span[] {
  let at = 0;
  return parts.map(({ bytes }) => ({ from: at, to: at += (bytes.length + 1) / 3 }));
}

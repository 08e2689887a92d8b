// Draws the curve that a learner expects, by mouse, touch or the sliders, and the run's own curve over it.
import { integer } from '../Shared/text';
import { FACE, follow, token } from '../Shared/theme';
import { placeOf, POINTS, stroke } from './curve';

interface Axis { steps: number; top: number }
interface Server { invokeMethodAsync(method: 'KeepAsync', curve: number[]): Promise<void> }

const MARGIN = { left: 34, right: 12, top: 10, bottom: 24 };

class Drawing {
  readonly #canvas: HTMLCanvasElement;
  readonly #sliders: HTMLInputElement[];
  readonly #leaving = new AbortController();
  readonly #unfollow: () => void;
  #values: number[];
  #touched = false;
  #locked = false;
  #measured: [number, number][] = [];
  #pen: { place: number; value: number } | null = null;
  #keeping = false;
  #unkept = false;

  constructor(root: HTMLElement, private readonly server: Server, private readonly axis: Axis, begun: number[] | null) {
    const { signal } = this.#leaving;
    this.#canvas = root.querySelector('canvas')!;
    this.#sliders = [...root.querySelectorAll<HTMLInputElement>('[data-point]')];
    this.#values = begun ?? this.#sliders.map((slider) => Number(slider.value));
    this.#touched = begun !== null;
    this.#canvas.addEventListener('pointerdown', (event) => { if (this.#locked) return; this.#canvas.setPointerCapture(event.pointerId); this.#pen = this.#at(event); this.#move(event); }, { signal });
    this.#canvas.addEventListener('pointermove', (event) => { if (this.#pen) this.#move(event); }, { signal });
    for (const end of ['pointerup', 'pointercancel']) this.#canvas.addEventListener(end, () => { if (this.#pen) void this.#keep(); this.#pen = null; }, { signal });
    this.#sliders.forEach((slider, index) => {
      slider.addEventListener('input', () => { this.#values[index] = Number(slider.value); this.#touched = true; this.#draw(); }, { signal });
      slider.addEventListener('change', () => void this.#keep(), { signal });
    });
    this.#unfollow = follow(this.#canvas, () => this.#draw(), () => this.#draw());
    this.#draw();
  }

  /** The drawn values; null while nothing was drawn. */
  read(): number[] | null { return this.#touched ? [...this.#values] : null; }

  /** Shows a committed curve (null while it is still being drawn) and what the run has measured. */
  show(committed: number[] | null, measured: [number, number][]): void {
    this.#measured = measured;
    this.#locked = committed !== null;
    if (committed?.length === POINTS) { this.#values = [...committed]; this.#touched = true; this.#fillSliders(); }
    this.#draw();
  }

  /** Takes everything away for the next prediction. What was begun of it comes back, else the last curve stays as a start. */
  clear(begun: number[] | null): void {
    this.#measured = [];
    this.#locked = false;
    this.#touched = begun !== null;
    if (begun) this.#values = [...begun];
    this.#fillSliders();
    this.#draw();
  }

  dispose(): void {
    this.#leaving.abort();
    this.#unfollow();
  }

  /** Has the server keep what is drawn. While it does, only the newest curve waits behind it. */
  async #keep(): Promise<void> {
    this.#unkept = true;
    if (this.#keeping) return;
    this.#keeping = true;
    try {
      while (this.#unkept && !this.#leaving.signal.aborted) {
        this.#unkept = false;
        await this.server.invokeMethodAsync('KeepAsync', this.#values);
      }
    } finally {
      this.#keeping = false;
    }
  }

  #at(event: PointerEvent): { place: number; value: number } {
    const box = this.#canvas.getBoundingClientRect();
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    return {
      place: within((event.clientX - box.left - MARGIN.left) / (box.width - MARGIN.left - MARGIN.right)),
      value: this.axis.top * (1 - within((event.clientY - box.top - MARGIN.top) / (box.height - MARGIN.top - MARGIN.bottom))),
    };
  }

  #move(event: PointerEvent): void {
    const to = this.#at(event);
    stroke(this.#values, this.#pen!, to);
    this.#pen = to;
    this.#touched = true;
    this.#fillSliders();
    this.#draw();
  }

  #fillSliders(): void { this.#sliders.forEach((slider, index) => { slider.value = String(this.#values[index]); }); }

  #draw(): void {
    const ratio = devicePixelRatio || 1, width = this.#canvas.clientWidth || 560, height = this.#canvas.clientHeight || 240;
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    const ctx = this.#canvas.getContext('2d')!;
    ctx.scale(ratio, ratio);
    const x = (place: number): number => MARGIN.left + place * (width - MARGIN.left - MARGIN.right);
    const y = (value: number): number => MARGIN.top + (1 - value / this.axis.top) * (height - MARGIN.top - MARGIN.bottom);
    this.#axes(ctx, x, y, height);
    ctx.lineWidth = 2;
    ctx.setLineDash([6, 4]);
    ctx.strokeStyle = token('--accent');
    ctx.globalAlpha = this.#touched ? 1 : 0.45;
    line(ctx, this.#values.map((value, index) => [x(index / (POINTS - 1)), y(value)]));
    ctx.setLineDash([]);
    if (!this.#locked) for (const [index, value] of this.#values.entries()) dot(ctx, x(index / (POINTS - 1)), y(value), token('--accent'));
    ctx.globalAlpha = 1;
    ctx.strokeStyle = token('--valid');
    line(ctx, this.#measured.map(([step, value]) => [x(Math.min(1, placeOf(step, this.axis.steps))), y(Math.min(value, this.axis.top))]));
  }

  #axes(ctx: CanvasRenderingContext2D, x: (place: number) => number, y: (value: number) => number, height: number): void {
    ctx.font = `11px ${FACE}`;
    ctx.fillStyle = token('--ink-3');
    ctx.strokeStyle = token('--line');
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    for (let value = 0; value <= this.axis.top; value++) {
      line(ctx, [[x(0), y(value)], [x(1), y(value)]]);
      ctx.fillText(String(value), x(0) - 8, y(value));
    }
    ctx.textAlign = 'center';
    for (let step = 1; step <= this.axis.steps; step *= 10) ctx.fillText(integer(step), x(placeOf(step, this.axis.steps)), height - 10);
  }
}

function line(ctx: CanvasRenderingContext2D, points: readonly (readonly [number, number] | number[])[]): void {
  ctx.beginPath();
  points.forEach(([px, py], index) => index === 0 ? ctx.moveTo(px, py) : ctx.lineTo(px, py));
  ctx.stroke();
}

function dot(ctx: CanvasRenderingContext2D, px: number, py: number, colour: string): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.arc(px, py, 4, 0, 7);
  ctx.fill();
}

export const attach = (root: HTMLElement, server: Server, axis: Axis, begun: number[] | null): Drawing => new Drawing(root, server, axis, begun);

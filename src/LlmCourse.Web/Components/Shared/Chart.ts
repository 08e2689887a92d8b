// A chart as every lab draws it: as wide as its place, in the colours of the theme, with names at the ends of its lines.
import uPlot from 'uplot';
import { savePng } from './files';
import { FACE, follow, token } from './theme';

const NARROWEST = 220;
const LABEL_HEIGHT = 14;
const LABEL_GAP = 8;

export interface Label { y: number; text: string; colour: string }

/** What a chart of one kind adds to what all have. */
export type ChartOptions = Omit<uPlot.Options, 'width' | 'height'>;

/** How both axes are drawn. */
export const axisStyle = (): uPlot.Axis => ({ stroke: token('--ink-3'), font: `11px ${FACE}`, ticks: { show: false } });

/** The lines behind a chart. */
export const gridStyle = (): uPlot.Axis.Grid => ({ stroke: token('--line'), width: 1 });

export class Chart {
  #plot: uPlot | null = null;
  readonly #unfollow: () => void;

  constructor(
    readonly host: HTMLElement,
    private readonly height: number,
    private readonly options: () => ChartOptions,
    private readonly data: () => uPlot.AlignedData,
    private readonly scale?: (plot: uPlot) => void) { // sets the scales where they do not follow from the data
    this.#unfollow = follow(host, () => this.#plot?.setSize({ width: this.width, height }), () => { if (this.#plot) this.rebuild(); });
  }

  /** The drawn plot; null before the first drawing. */
  get plot(): uPlot | null { return this.#plot; }

  get width(): number { return Math.max(NARROWEST, this.host.clientWidth); }

  /** Draws the data as they stand. */
  update(): void {
    if (!this.#plot) { this.rebuild(); return; }
    this.#plot.setData(this.data(), !this.scale);
    this.scale?.(this.#plot);
  }

  /** Draws everything anew: more than the data changed. */
  rebuild(): void {
    this.#plot?.destroy();
    this.#plot = new uPlot({ width: this.width, height: this.height, ...this.options() }, this.data(), this.host);
    this.scale?.(this.#plot);
  }

  /** Saves what is drawn; does nothing before that. */
  savePng(name: string): void { if (this.#plot) void savePng(name, this.#plot.ctx.canvas); }

  dispose(): void {
    this.#unfollow();
    this.#plot?.destroy();
  }
}

/** The type of words on a plot's canvas. */
export const labelFont = (): string => `500 ${11 * devicePixelRatio}px ${FACE}`;

/** Draws a straight line in the present stroke. */
export function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath(); ctx.moveTo(x1, y1); ctx.lineTo(x2, y2); ctx.stroke();
}

/** Pushes labels of one gutter apart, keeping their order and their lines as near as can be. */
export function spreadLabels(labels: Label[], top: number, bottom: number): Label[] {
  const sorted = [...labels].sort((a, b) => a.y - b.y);
  let floor = top;
  for (const label of sorted) { label.y = Math.max(label.y, floor); floor = label.y + LABEL_HEIGHT; }
  let ceiling = bottom;
  for (const label of sorted.reverse()) { label.y = Math.min(label.y, ceiling); ceiling = label.y - LABEL_HEIGHT; }
  return sorted;
}

/** Writes labels to the right of a plot, each as near to its height as the others let it. */
export function drawLabels({ ctx, bbox }: uPlot, labels: Label[]): void {
  const dpr = devicePixelRatio;
  ctx.save();
  ctx.font = labelFont();
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const { y, text, colour } of spreadLabels(labels, 4, bbox.height / dpr - 4)) {
    ctx.fillStyle = colour;
    ctx.fillText(text, bbox.left + bbox.width + LABEL_GAP * dpr, bbox.top + y * dpr);
  }
  ctx.restore();
}

// Validation loss of two runs on one chart. A slider reads it, so that no mouse is needed.
import uPlot from 'uplot';
import { replaceQuery } from '../Runs/address';
import { download, toPng } from '../Runs/exportFiles';
import { spreadLabels } from '../Runs/LossChart';
import { integer, loss } from '../Shared/text';

export { setAddress } from './labFiles';

interface Curve { filtered: boolean; steps: number[]; losses: number[] }

const HEIGHT = 240, AXIS = 30, GUTTER = 84, THUMB = 15;
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const nameOf = ({ filtered }: Curve): string => filtered ? 'filtered' : 'raw';
const divisor = (a: number, b: number): number => b === 0 ? a : divisor(b, a % b);
const colourOf = ({ filtered }: Curve): string => token(filtered ? '--floor' : '--valid');

class Chart {
  #curves: Curve[] = [];
  #plot: uPlot | null = null;
  /** The step that is read; null is the newest. */
  #step: number | null;
  readonly #host: HTMLElement;
  readonly #slider: HTMLInputElement;
  readonly #resize = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width, height: HEIGHT }));
  readonly #retheme = (): void => { this.#plot?.destroy(); this.#plot = null; this.#redraw(); };

  constructor(private readonly root: HTMLElement, private readonly prefix: string) {
    this.#host = this.#part('chart');
    this.#slider = this.#part<HTMLInputElement>('at');
    const at = new URLSearchParams(location.search).get(`${prefix}at`);
    this.#step = at !== null && /^\d+$/.test(at) ? Number(at) : null;
    this.#resize.observe(this.#host);
    document.addEventListener('themechange', this.#retheme);
    root.addEventListener('click', (event) => this.#press((event.target as HTMLElement).dataset.do));
    this.#slider.addEventListener('input', () => this.#moved());
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T { return this.root.querySelector<T>(`[data-part="${name}"]`)!; }

  get #width(): number { return Math.max(220, this.#host.clientWidth); }

  dispose(): void {
    this.#resize.disconnect();
    document.removeEventListener('themechange', this.#retheme);
    this.#plot?.destroy();
  }

  draw(curves: Curve[]): void { this.#curves = curves; this.#redraw(); }

  /** One row of steps for both, with a hole where a run was not measured. */
  get #data(): uPlot.AlignedData {
    return uPlot.join(this.#curves.map(({ steps, losses }) => [steps, losses]) as [number[], number[]][]);
  }

  #redraw(): void {
    if (this.#curves.every(({ steps }) => steps.length === 0)) { this.#plot?.setData(this.#data); return; }
    this.#read();
    if (this.#plot) { this.#plot.setData(this.#data); return; }
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('button')) button.disabled = false;
    const font = '11px "IBM Plex Sans", system-ui, sans-serif', axis = { stroke: token('--ink-3'), font, ticks: { show: false } };
    this.#plot = new uPlot({
      width: this.#width, height: HEIGHT, padding: [10, GUTTER, 0, 0], cursor: { show: false }, legend: { show: false },
      scales: { x: { time: false } },
      axes: [{ ...axis, grid: { show: false }, size: 26 }, { ...axis, grid: { stroke: token('--line'), width: 1 }, size: AXIS }],
      series: [{}, ...this.#curves.map((curve) => ({ stroke: colourOf(curve), width: 2, spanGaps: true, dash: curve.filtered ? [] : [6, 3], points: { show: true, size: 5, fill: colourOf(curve), width: 0 } }))],
      hooks: { draw: [(plot) => this.#mark(plot)] },
    }, this.#data, this.#host);
    this.#host.setAttribute('aria-label', 'Validation loss of both runs against step; the slider below reads the values');
  }

  /** The measurement of a curve at the step that is read, or the last one before it. */
  #at(curve: Curve): { step: number; loss: number } | null {
    const until = this.#step === null ? curve.steps.length - 1 : curve.steps.findLastIndex((step) => step <= this.#step!);
    return until < 0 ? null : { step: curve.steps[until], loss: curve.losses[until] };
  }

  #moved(): void {
    this.#step = this.#slider.value === this.#slider.max ? null : Number(this.#slider.value);
    replaceQuery((query) => { if (this.#step === null) query.delete(`${this.prefix}at`); else query.set(`${this.prefix}at`, String(this.#step)); });
    this.#read();
    this.#plot?.redraw(false);
  }

  #read(): void {
    const steps = [...this.#data[0]], last = steps[steps.length - 1], at = Math.min(this.#step ?? last, last);
    this.#part('reading').hidden = false;
    this.#slider.max = String(last);
    this.#slider.step = String(steps.reduce(divisor, 0) || 1); // every measurement can be reached
    this.#slider.value = String(at);
    this.#slider.setAttribute('aria-valuetext', `step ${integer(at)}`);
    this.#slider.style.setProperty('--fill', `${last === 0 ? 100 : at / last * 100}%`);
    this.#slider.style.width = `calc(100% - ${AXIS + GUTTER - THUMB}px)`; // its thumb stands below the place that it reads
    this.#slider.style.marginLeft = `${AXIS - THUMB / 2}px`;
    const readings = this.#curves.flatMap((curve) => { const found = this.#at(curve); return found ? [`${nameOf(curve)} ${found.loss.toFixed(3)} (step ${integer(found.step)})`] : []; });
    this.#part('readout').textContent = `Nats per character: ${readings.join(' · ')}`;
  }

  /** The place that is read, and a name with its number at the end of each line. */
  #mark(plot: uPlot): void {
    const { ctx } = plot, { left, top, width, height } = plot.bbox, dpr = devicePixelRatio;
    ctx.save();
    if (this.#step !== null) {
      const x = plot.valToPos(this.#step, 'x', true);
      ctx.strokeStyle = token('--accent');
      ctx.lineWidth = dpr;
      ctx.beginPath(); ctx.moveTo(x, top); ctx.lineTo(x, top + height); ctx.stroke();
    }
    ctx.font = `500 ${11 * dpr}px "IBM Plex Sans", system-ui, sans-serif`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    const labels = this.#curves.flatMap((curve) => {
      const found = this.#at(curve);
      return found ? [{ y: plot.valToPos(found.loss, 'y'), text: `${nameOf(curve)} ${loss(found.loss)}`, colour: colourOf(curve) }] : [];
    });
    for (const label of spreadLabels(labels, 4, height / dpr - 4)) {
      ctx.fillStyle = label.colour;
      ctx.fillText(label.text, left + width + 8 * dpr, top + label.y * dpr);
    }
    ctx.restore();
  }

  #press(what: string | undefined): void {
    if (what === 'csv') {
      const [steps, ...losses] = this.#data;
      const rows = [...steps].map((step, index) => [step, ...losses.map((column) => column[index] ?? '')].join(','));
      download('raw-or-filtered.csv', new Blob([['step', ...this.#curves.map((curve) => `${nameOf(curve)}_validation_nats`)].join(',') + '\n' + rows.join('\n') + '\n'], { type: 'text/csv' }));
    } else if (what === 'png' && this.#plot) {
      void toPng(this.#plot.ctx.canvas, token('--raised')).then((picture) => { if (picture) download('raw-or-filtered.png', picture); });
    }
  }
}

export function attach(root: HTMLElement, prefix: string): Chart { return new Chart(root, prefix); }

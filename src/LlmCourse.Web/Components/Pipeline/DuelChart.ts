// Validation loss of two runs on one chart. A slider reads it, so that no mouse is needed.
import type uPlot from 'uplot';
import { replaceQuery } from '../Runs/address';
import { pairData, pairSeries, type Curve } from '../Runs/pair';
import { axisStyle, Chart, drawLabels, gridStyle, line, type ChartOptions } from '../Shared/Chart';
import { saveCsv, table } from '../Shared/files';
import { integer, loss } from '../Shared/text';
import { token } from '../Shared/theme';

export { setAddress } from './labFiles';

const HEIGHT = 240, AXIS = 30, GUTTER = 84, THUMB = 15;
const divisor = (a: number, b: number): number => b === 0 ? a : divisor(b, a % b);

class Duel {
  #curves: Curve[] = [];
  /** The step that is read; null is the newest. */
  #step: number | null;
  readonly #chart: Chart;
  readonly #slider: HTMLInputElement;

  constructor(private readonly root: HTMLElement, private readonly prefix: string) {
    this.#chart = new Chart(this.#part('chart'), HEIGHT, () => this.#options(), () => this.#data);
    this.#slider = this.#part<HTMLInputElement>('at');
    const at = new URLSearchParams(location.search).get(`${prefix}at`);
    this.#step = at !== null && /^\d+$/.test(at) ? Number(at) : null;
    root.addEventListener('click', (event) => this.#press((event.target as HTMLElement).dataset.do));
    this.#slider.addEventListener('input', () => this.#moved());
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T { return this.root.querySelector<T>(`[data-part="${name}"]`)!; }

  dispose(): void { this.#chart.dispose(); }

  draw(curves: Curve[]): void {
    this.#curves = curves;
    const measured = curves.some(({ xs }) => xs.length > 0);
    if (measured) this.#read();
    if (measured || this.#chart.plot) this.#chart.update(); // a new pair takes the curves of the last one away
    if (!measured) return;
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('button')) button.disabled = false;
    this.#chart.host.setAttribute('aria-label', 'Validation loss of both runs against step; the slider below reads the values');
  }

  get #data(): uPlot.AlignedData { return pairData(this.#curves); }

  #options(): ChartOptions {
    const axis = axisStyle();
    return {
      padding: [10, GUTTER, 0, 0], cursor: { show: false }, legend: { show: false },
      scales: { x: { time: false } },
      axes: [{ ...axis, grid: { show: false }, size: 26 }, { ...axis, grid: gridStyle(), size: AXIS }],
      series: [{}, ...pairSeries(this.#curves)],
      hooks: { draw: [(plot) => this.#mark(plot)] },
    };
  }

  /** The measurement of a curve at the step that is read, or the last one before it. */
  #at({ xs, ys }: Curve): { step: number; loss: number } | null {
    const until = this.#step === null ? xs.length - 1 : xs.findLastIndex((step) => step <= this.#step!);
    return until < 0 ? null : { step: xs[until], loss: ys[until] };
  }

  #moved(): void {
    this.#step = this.#slider.value === this.#slider.max ? null : Number(this.#slider.value);
    replaceQuery((query) => { if (this.#step === null) query.delete(`${this.prefix}at`); else query.set(`${this.prefix}at`, String(this.#step)); });
    this.#read();
    this.#chart.plot?.redraw(false);
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
    const readings = this.#curves.flatMap((curve) => { const found = this.#at(curve); return found ? [`${curve.label} ${found.loss.toFixed(3)} (step ${integer(found.step)})`] : []; });
    this.#part('readout').textContent = `Nats per character: ${readings.join(' · ')}`;
  }

  /** The place that is read, and a name with its number at the end of each line. */
  #mark(plot: uPlot): void {
    const { ctx } = plot, { top, height } = plot.bbox;
    if (this.#step !== null) {
      const x = plot.valToPos(this.#step, 'x', true);
      ctx.save();
      ctx.strokeStyle = token('--accent');
      ctx.lineWidth = devicePixelRatio;
      line(ctx, x, top, x, top + height);
      ctx.restore();
    }
    drawLabels(plot, this.#curves.flatMap((curve) => {
      const found = this.#at(curve);
      return found ? [{ y: plot.valToPos(found.loss, 'y'), text: `${curve.label} ${loss(found.loss)}`, colour: token(curve.colour) }] : [];
    }));
  }

  #press(what: string | undefined): void {
    if (what === 'csv') {
      const [steps, ...losses] = this.#data;
      saveCsv('raw-or-filtered', table(['step', ...this.#curves.map(({ label }) => `${label}_validation_nats`)], [...steps].map((step, index) => [step, ...losses.map((column) => column[index])])));
    }
    if (what === 'png') this.#chart.savePng('raw-or-filtered');
  }
}

export function attach(root: HTMLElement, prefix: string): Duel { return new Duel(root, prefix); }

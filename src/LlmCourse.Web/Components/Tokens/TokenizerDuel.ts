// Draws a duel: two models that read differently, in bits a byte, from the event streams of their runs.
import type uPlot from 'uplot';
import { curveOf, pointAt, toCsv, type Point } from './duel';
import { RunLog, type RunEvent } from '../Runs/events';
import { replaceQuery } from '../Runs/address';
import { pairData, pairSeries, type Curve } from '../Runs/pair';
import { axisStyle, Chart, drawLabels, gridStyle, line, type ChartOptions } from '../Shared/Chart';
import { saveCsv } from '../Shared/files';
import { token } from '../Shared/theme';

interface Options { prefix: string; titles: string[]; steps: number[]; state: Record<string, string> }

const HEIGHT = 260;
const GUTTER = 106;
const COLOURS = ['--train', '--valid'];

class Duel {
  readonly #logs = [new RunLog(), new RunLog()];
  readonly #chart: Chart;
  readonly #press = (event: Event): void => this.#export((event.target as HTMLElement).closest<HTMLElement>('[data-do]')?.dataset.do);

  constructor(private readonly root: HTMLElement, private readonly options: Options) {
    this.#chart = new Chart(this.#part('chart'), HEIGHT, () => this.#settings(), () => pairData(this.#lines));
    root.addEventListener('click', this.#press);
    const at = new URLSearchParams(location.search).get(`${options.prefix}at`);
    if (at !== null && /^\d+$/.test(at)) this.#at.value = at;
    this.#at.addEventListener('input', () => this.#moved());
    replaceQuery((query) => { for (const [name, value] of Object.entries(options.state)) query.set(options.prefix + name, value); });
    this.#read();
  }

  dispose(): void {
    this.#chart.dispose();
    this.root.removeEventListener('click', this.#press);
  }

  push(side: number, json: Uint8Array): void {
    this.#logs[side].apply(JSON.parse(new TextDecoder().decode(json)) as RunEvent[]);
    this.#draw();
    this.#read();
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T { return this.root.querySelector<T>(`[data-part="${name}"]`)!; }

  get #at(): HTMLInputElement { return this.#part<HTMLInputElement>('at'); }

  get #curves(): Point[][] { return this.#logs.map((log, side) => curveOf(log, this.options.steps[side])); }

  get #floor(): number | null { return this.#logs.find((log) => log.described?.sourceBitsPerByte != null)?.described?.sourceBitsPerByte ?? null; }

  #moved(): void {
    replaceQuery((query) => { if (this.#at.value === '100') query.delete(`${this.options.prefix}at`); else query.set(`${this.options.prefix}at`, this.#at.value); });
    this.#read();
    this.#chart.plot?.redraw(false);
  }

  /** Says what both models pay where the slider stands. */
  #read(): void {
    const share = Number(this.#at.value), parts = this.#curves.map((curve, side) => {
      const point = pointAt(curve, share);
      return point ? `${this.options.titles[side]} ${point.bits.toFixed(3)} (step ${point.step})` : null;
    }).filter((part) => part !== null);
    this.#at.style.setProperty('--fill', `${share}%`);
    this.#part('readout').textContent = parts.length > 0 ? `After ${share} % of the operations, bits a byte: ${parts.join(' · ')}` : 'Nothing is measured yet.';
  }

  #draw(): void {
    if (this.#curves.every((curve) => curve.length === 0)) return;
    this.#chart.update();
    this.#part('chart').setAttribute('aria-label', `Bits a byte of ${this.options.titles.join(' and ')} against the share of operations spent; the slider below reads the values`);
  }

  get #lines(): Curve[] {
    return this.#curves.map((curve, side) => ({ label: this.options.titles[side], colour: COLOURS[side], xs: curve.map(({ share }) => share), ys: curve.map(({ bits }) => bits) }));
  }

  #settings(): ChartOptions {
    const axis = axisStyle();
    return {
      legend: { show: false }, padding: [10, GUTTER, 0, 0],
      scales: { x: { time: false, range: [0, 100] }, y: { range: (_plot, _min, max) => [0, max * 1.04] } },
      axes: [
        { ...axis, grid: { show: false }, size: 26, values: (_plot, splits) => splits.map((value) => `${value} %`) },
        { ...axis, grid: gridStyle(), size: 34 },
      ],
      series: [{}, ...pairSeries(this.#lines)],
      cursor: { show: false },
      hooks: { draw: [(plot) => this.#mark(plot)] },
    };
  }

  /** The floor, the slider's place, and a name with its number at the end of each line. */
  #mark(plot: uPlot): void {
    const { ctx } = plot, { left, top, width, height } = plot.bbox, dpr = devicePixelRatio, share = Number(this.#at.value), floor = this.#floor;
    const labels = this.#curves.flatMap((curve, side) => {
      const point = pointAt(curve, share);
      return point ? [{ y: plot.valToPos(point.bits, 'y'), text: `${this.options.titles[side]} ${point.bits.toFixed(3)}`, colour: token(COLOURS[side]) }] : [];
    });
    ctx.save();
    ctx.lineWidth = dpr;
    if (floor !== null) {
      const y = plot.valToPos(floor, 'y', true);
      labels.push({ y: y / dpr - top / dpr, text: `floor ${floor.toFixed(3)}`, colour: token('--floor') });
      ctx.setLineDash([2 * dpr, 4 * dpr]);
      ctx.strokeStyle = token('--floor');
      line(ctx, left, y, left + width, y);
    }
    ctx.setLineDash([]);
    ctx.strokeStyle = token('--accent');
    const x = plot.valToPos(share, 'x', true);
    line(ctx, x, top, x, top + height);
    ctx.restore();
    drawLabels(plot, labels);
  }

  #export(what: string | undefined): void {
    if (what === 'csv') saveCsv('tokenizer-duel', toCsv(this.options.titles, this.#curves, this.#floor));
    if (what === 'png') this.#chart.savePng('tokenizer-duel');
  }
}

export function attach(root: HTMLElement, options: Options): Duel { return new Duel(root, options); }

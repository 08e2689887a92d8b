// Loss against step: raw points faint behind the smoothed line, validation, reference lines with their names, knob marks.
import type uPlot from 'uplot';
import { lastAt, type RunLog } from './events';
import { minMaxBuckets } from './downsample';
import { Smoother } from './smoothing';
import { DEFAULT_VIEW, type Unit } from './address';
import { factorOf } from './units';
import { axisStyle, Chart, drawLabels, gridStyle, labelFont, line, type ChartOptions, type Label } from '../Shared/Chart';
import { token } from '../Shared/theme';
import { integer, loss, rate } from '../Shared/text';

const HEIGHT = 248;
const GUTTER = 92;

export interface Values { step: number; train: number | null; smoothed: number | null; valid: number | null; learningRate: number | null }

export class LossChart {
  unit: Unit = 'nats';
  logX = true;
  cursorStep = 0;
  #smoother = new Smoother(DEFAULT_VIEW.smoothing);
  #zoom: [number, number] | null = null;
  readonly #chart: Chart;

  constructor(
    host: HTMLElement,
    private readonly log: RunLog,
    private readonly onPick: (step: number) => void,
    private readonly onHover: (step: number | null) => void) {
    this.#chart = new Chart(host, HEIGHT, () => this.#options(), () => this.#data(), (plot) => this.#setScales(plot));
    this.rebuild();
  }

  dispose(): void { this.#chart.dispose(); }

  set smoothing(weight: number) {
    if (weight !== this.#smoother.weight) this.#smoother = new Smoother(weight);
  }

  /** Nats a token times this is the shown unit. */
  get factor(): number { return factorOf(this.unit, this.log) ?? 1; }

  /** What the curves say at a step, in the shown unit. */
  valuesAt(step: number): Values {
    const { steps, losses, learningRates, evaluations } = this.log;
    this.#smoother.extend(losses);
    const index = lastAt(steps, step, (i) => steps[i]);
    const evaluation = lastAt(evaluations, step, (i) => evaluations[i].step);
    const scaled = (value: number | undefined): number | null => value === undefined ? null : value * this.factor;
    return {
      step,
      train: scaled(losses[index]),
      smoothed: scaled(this.#smoother.values[index]),
      valid: scaled(evaluations[evaluation]?.validationLoss),
      learningRate: learningRates[index] ?? null,
    };
  }

  /** Draws what has arrived since the last call. */
  update(): void { this.#chart.update(); }

  /** Makes the plot anew: its scale, its theme or its unit changed. */
  rebuild(): void { this.#chart.rebuild(); }

  /** Narrows (below 1) or widens the visible steps around the cursor; null shows the whole run. */
  zoom(by: number | null): void {
    const [from, to] = this.#zoom ?? this.#wholeRange();
    if (by === null) this.#zoom = null;
    else {
      const map = this.logX ? Math.log : (x: number) => x, back = this.logX ? Math.exp : (x: number) => x;
      const centre = map(Math.min(to, Math.max(from, this.cursorStep || to))), low = map(from), high = map(to);
      const whole = this.#wholeRange();
      const next: [number, number] = [Math.max(whole[0], back(centre - (centre - low) * by)), Math.min(whole[1], back(centre + (high - centre) * by))];
      if (next[1] - next[0] >= 2) this.#zoom = next;
      if (next[0] <= whole[0] && next[1] >= whole[1]) this.#zoom = null;
    }
    this.#setScales();
  }

  savePng(name: string): void { this.#chart.savePng(name); }

  #wholeRange(): [number, number] {
    const planned = this.log.finished ? this.log.lastStep : (this.log.described?.stepsPlanned ?? this.log.lastStep);
    return [this.logX ? 1 : 0, Math.max(10, planned, this.log.lastStep)];
  }

  #setScales(plot = this.#chart.plot!): void {
    const [min, max] = this.#zoom ?? this.#wholeRange();
    plot.batch(() => {
      plot.setScale('x', { min, max });
      plot.setScale('y', this.#yRange(plot, min, max));
    });
  }

  #yRange(plot: uPlot, from: number, to: number): { min: number; max: number } {
    const [xs, raw, , valid] = plot.data as [number[], (number | null)[], unknown, (number | null)[]];
    let low = Infinity, high = -Infinity;
    const take = (y: number | null | undefined): void => { if (y != null) { low = Math.min(low, y); high = Math.max(high, y); } };
    xs.forEach((x, i) => { if (x >= from && x <= to) { take(raw[i]); take(valid[i]); } });
    const known = this.log.described;
    if (known && !this.#zoom) {
      take(known.uniformLoss * this.factor);
      take((known.sourceEntropyPerToken ?? undefined) === undefined ? undefined : known.sourceEntropyPerToken! * this.factor);
    }
    if (low === Infinity) return { min: 0, max: 5 * this.factor };
    const pad = Math.max((high - low) * 0.06, 1e-3);
    return { min: Math.max(0, low - pad), max: high + pad };
  }

  #data(): uPlot.AlignedData {
    const { steps, losses, evaluations } = this.log;
    this.#smoother.extend(losses);
    const picked = minMaxBuckets(steps, losses, this.#chart.width, this.logX);
    const shown = this.logX ? evaluations.filter((e) => e.step > 0) : evaluations;
    const xs: number[] = [], raw: (number | null)[] = [], smooth: (number | null)[] = [], valid: (number | null)[] = [];
    let e = 0;
    const evaluationsUpTo = (step: number): void => {
      for (; e < shown.length && shown[e].step < step; e++) { xs.push(shown[e].step); raw.push(null); smooth.push(null); valid.push(shown[e].validationLoss * this.factor); }
    };
    for (const index of picked) {
      evaluationsUpTo(steps[index]);
      xs.push(steps[index]);
      raw.push(losses[index] * this.factor);
      smooth.push(this.#smoother.values[index] * this.factor);
      const here = e < shown.length && shown[e].step === steps[index];
      valid.push(here ? shown[e++].validationLoss * this.factor : null);
    }
    evaluationsUpTo(Infinity);
    return [xs, raw, smooth, valid];
  }

  #options(): ChartOptions {
    const train = token('--train'), valid = token('--valid'), axis = axisStyle();
    return {
      padding: [10, GUTTER, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, distr: this.logX ? 3 : 1, range: (_plot, min, max) => [min, max] }, y: { range: (_plot, min, max) => [min, max] } },
      axes: [
        { ...axis, grid: { show: false }, size: 26, values: (_plot, splits) => splits.map((v) => v === null ? '' : (this.logX && !Number.isInteger(Math.log10(v) + 1e-9) && !/^[125]0*$/.test(String(v))) ? '' : integer(v)) },
        { ...axis, grid: gridStyle(), size: 40 },
      ],
      series: [
        {},
        { stroke: train, width: 1, alpha: 0.32, points: { show: false }, spanGaps: true },
        { stroke: train, width: 2, points: { show: false }, spanGaps: true },
        { stroke: valid, width: 1.75, points: { show: true, size: 4, fill: valid, width: 0 }, spanGaps: true },
      ],
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => () => { this.zoom(null); return null; } } },
      hooks: {
        drawClear: [(plot) => this.#drawReferences(plot)],
        draw: [(plot) => this.#drawMarks(plot)],
        setCursor: [(plot) => this.onHover(plot.cursor.left != null && plot.cursor.left >= 0 ? Math.round(plot.posToVal(plot.cursor.left, 'x')) : null)],
        setSelect: [(plot) => this.#selected(plot)],
        ready: [(plot) => plot.over.addEventListener('click', (event) => { if (plot.select.width < 4) this.onPick(Math.round(plot.posToVal(event.offsetX, 'x'))); })],
      },
    };
  }

  #selected(plot: uPlot): void {
    if (plot.select.width < 8) return;
    this.#zoom = [plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x')];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.#setScales();
  }

  #references(): { value: number; name: string; colour: string }[] {
    const known = this.log.described;
    if (!known) return [];
    const guess = token('--guess');
    const lines = [
      { value: known.uniformLoss * this.factor, name: this.unit === 'nats' ? 'ln V' : 'uniform', colour: guess },
      { value: known.unigramEntropy * this.factor, name: 'unigram', colour: guess },
    ];
    if (known.sourceEntropyPerToken != null) lines.push({ value: known.sourceEntropyPerToken * this.factor, name: 'floor', colour: token('--floor') });
    return lines;
  }

  #drawReferences(plot: uPlot): void {
    const { ctx } = plot, { left, width } = plot.bbox;
    ctx.save();
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    for (const { value, colour } of this.#references()) {
      if (!this.#inside(plot, value)) continue;
      ctx.strokeStyle = colour;
      line(ctx, left, plot.valToPos(value, 'y', true), left + width, plot.valToPos(value, 'y', true));
    }
    ctx.restore();
  }

  #inside(plot: uPlot, value: number): boolean { return value >= (plot.scales.y.min ?? 0) && value <= (plot.scales.y.max ?? 0); }

  #drawMarks(plot: uPlot): void {
    const { ctx } = plot, { left, top, width, height } = plot.bbox, dpr = devicePixelRatio;
    const labels: Label[] = this.#references().filter((line) => this.#inside(plot, line.value))
      .map((line) => ({ y: plot.valToPos(line.value, 'y'), text: `${line.name} ${loss(line.value)}`, colour: line.colour }));
    const here = this.valuesAt(this.cursorStep);
    if (here.valid !== null && this.#inside(plot, here.valid)) labels.push({ y: plot.valToPos(here.valid, 'y'), text: `valid ${loss(here.valid)}`, colour: token('--valid') });
    if (here.smoothed !== null && this.#inside(plot, here.smoothed)) labels.push({ y: plot.valToPos(here.smoothed, 'y'), text: `train ${loss(here.smoothed)}`, colour: token('--train') });
    drawLabels(plot, labels);
    ctx.save();
    ctx.font = labelFont();
    ctx.textBaseline = 'middle';
    ctx.lineWidth = dpr;
    for (const mark of this.log.knobs) {
      const x = plot.valToPos(mark.step, 'x', true);
      if (x < left || x > left + width) continue;
      ctx.strokeStyle = ctx.fillStyle = token('--warn');
      ctx.setLineDash([2 * dpr, 3 * dpr]);
      line(ctx, x, top, x, top + height);
      const text = `${rate(mark.from)} → ${rate(mark.to)}`, right = x + ctx.measureText(text).width + 6 * dpr > left + width;
      ctx.textAlign = right ? 'right' : 'left';
      ctx.fillText(text, x + (right ? -5 : 5) * dpr, top + 7 * dpr);
    }
    const x = plot.valToPos(this.cursorStep, 'x', true);
    if (x >= left && x <= left + width && this.log.steps.length > 0) {
      ctx.setLineDash([]);
      ctx.strokeStyle = token('--accent');
      line(ctx, x, top, x, top + height);
    }
    ctx.restore();
  }
}

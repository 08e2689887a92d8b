// How well counting does on all held-out stories, against how far it looks back: beside it the same on stories it has counted.
import type uPlot from 'uplot';
import { factorOf, type Desk, type Unit } from './game';
import { axisStyle, Chart, drawLabels, gridStyle, line, type ChartOptions } from '../Shared/Chart';
import { token } from '../Shared/theme';

const HEIGHT = 168, GUTTER = 96;

export class OrderChart {
  #shown: { desk: Desk; factor: number; order: number } | null = null;
  readonly #chart: Chart;

  constructor(host: HTMLElement) { this.#chart = new Chart(host, HEIGHT, () => this.#options(), () => this.#data()); }

  dispose(): void { this.#chart.dispose(); }

  draw(desk: Desk, unit: Unit, order: number): void {
    this.#shown = { desk, factor: factorOf(unit), order };
    this.#chart.rebuild();
  }

  #data(): uPlot.AlignedData {
    const { desk, factor } = this.#shown!;
    return [desk.heldOut.map((_, index) => index), desk.known.map((nats) => nats * factor), desk.heldOut.map((nats) => nats * factor)];
  }

  #options(): ChartOptions {
    const { desk, factor } = this.#shown!, axis = axisStyle();
    const curve = (colour: string): uPlot.Series => ({ stroke: colour, width: 2, points: { show: true, size: 5, fill: colour, width: 0 } });
    return {
      legend: { show: false }, padding: [10, GUTTER, 0, 0],
      scales: { x: { time: false, range: [-0.3, desk.heldOut.length - 0.7] }, y: { range: [0, desk.uniform * factor * 1.06] } },
      axes: [{ ...axis, grid: { show: false }, size: 24, space: 24, incrs: [1, 2, 5] }, { ...axis, grid: gridStyle(), size: 30, incrs: [1, 2] }],
      series: [{}, curve(token('--train')), curve(token('--valid'))],
      cursor: { show: false },
      hooks: { draw: [(plot) => this.#mark(plot)] },
    };
  }

  #mark(plot: uPlot): void {
    const { ctx } = plot, { left, top, width, height } = plot.bbox, dpr = devicePixelRatio, { desk, factor, order } = this.#shown!;
    const floor = plot.valToPos(desk.floor * factor, 'y', true), x = plot.valToPos(order, 'x', true);
    ctx.save();
    ctx.lineWidth = dpr;
    ctx.strokeStyle = token('--accent');
    line(ctx, x, top, x, top + height);
    ctx.setLineDash([4 * dpr, 4 * dpr]);
    ctx.strokeStyle = token('--floor');
    line(ctx, left, floor, left + width, floor);
    ctx.restore();
    const labels = [['held out', desk.heldOut[order], '--valid'], ['counted', desk.known[order], '--train'], ['floor', desk.floor, '--floor']] as const;
    drawLabels(plot, labels.map(([name, nats, colour]) => ({ y: plot.valToPos(nats * factor, 'y'), text: `${name} ${(nats * factor).toFixed(2)}`, colour: token(colour) })));
  }
}

// How well counting does on all held-out stories, against how far it looks back: beside it the same on stories it has counted.
import uPlot from 'uplot';
import { factorOf, type Desk, type Unit } from './game';
import { spreadLabels } from '../Runs/LossChart';

const HEIGHT = 168, GUTTER = 96;
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

export class OrderChart {
  #plot: uPlot | null = null;
  #drawn: [Desk, Unit, number] | null = null;
  readonly #resize = new ResizeObserver(() => this.#plot?.setSize({ width: Math.max(240, this.host.clientWidth), height: HEIGHT }));
  readonly #retheme = (): void => { if (this.#drawn) this.draw(...this.#drawn); };

  constructor(private readonly host: HTMLElement) {
    this.#resize.observe(host);
    document.addEventListener('themechange', this.#retheme);
  }

  dispose(): void {
    this.#resize.disconnect();
    document.removeEventListener('themechange', this.#retheme);
    this.#plot?.destroy();
  }

  draw(desk: Desk, unit: Unit, order: number): void {
    this.#drawn = [desk, unit, order];
    const factor = factorOf(unit), font = '11px "IBM Plex Sans", system-ui, sans-serif';
    const axis = { stroke: token('--ink-3'), font, ticks: { show: false } };
    const line = (colour: string): uPlot.Series => ({ stroke: colour, width: 2, points: { show: true, size: 5, fill: colour, width: 0 } });
    this.#plot?.destroy();
    this.#plot = new uPlot({
      width: Math.max(240, this.host.clientWidth), height: HEIGHT, legend: { show: false }, padding: [10, GUTTER, 0, 0],
      scales: { x: { time: false, range: [-0.3, desk.heldOut.length - 0.7] }, y: { range: [0, desk.uniform * factor * 1.06] } },
      axes: [{ ...axis, grid: { show: false }, size: 24, space: 24, incrs: [1, 2, 5] }, { ...axis, grid: { stroke: token('--line'), width: 1 }, size: 30, incrs: [1, 2] }],
      series: [{}, line(token('--train')), line(token('--valid'))],
      cursor: { show: false },
      hooks: { draw: [(plot) => this.#mark(plot, desk, factor, order)] },
    }, [desk.heldOut.map((_, index) => index), desk.known.map((nats) => nats * factor), desk.heldOut.map((nats) => nats * factor)], this.host);
  }

  #mark(plot: uPlot, desk: Desk, factor: number, order: number): void {
    const { ctx } = plot, { left, top, width, height } = plot.bbox, dpr = devicePixelRatio;
    const floor = plot.valToPos(desk.floor * factor, 'y', true), x = plot.valToPos(order, 'x', true);
    ctx.save();
    ctx.lineWidth = dpr;
    ctx.strokeStyle = token('--accent');
    ctx.beginPath(); ctx.moveTo(x, top); ctx.lineTo(x, top + height); ctx.stroke();
    ctx.setLineDash([4 * dpr, 4 * dpr]);
    ctx.strokeStyle = token('--floor');
    ctx.beginPath(); ctx.moveTo(left, floor); ctx.lineTo(left + width, floor); ctx.stroke();
    ctx.font = `500 ${11 * dpr}px "IBM Plex Sans", system-ui, sans-serif`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    ctx.setLineDash([]);
    const labels = [['held out', desk.heldOut[order], '--valid'], ['counted', desk.known[order], '--train'], ['floor', desk.floor, '--floor']] as const;
    for (const { text, colour, y } of spreadLabels(labels.map(([name, nats, colour]) => ({ y: plot.valToPos(nats * factor, 'y'), text: `${name} ${(nats * factor).toFixed(2)}`, colour: token(colour) })), 4, height / dpr - 4)) {
      ctx.fillStyle = colour;
      ctx.fillText(text, left + width + 8 * dpr, top + y * dpr);
    }
    ctx.restore();
  }
}

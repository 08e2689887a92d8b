// What each player paid: dots letter by letter, lines on average, and the three lines that everybody can be held against.
import type uPlot from 'uplot';
import type { Bet } from './bets';
import { factorOf, nameOf, PLAYERS, runningMeans, type Desk, type Player, type Uncovered, type Unit } from './game';
import { axisStyle, Chart, drawLabels, gridStyle, line, type ChartOptions } from '../Shared/Chart';
import { token } from '../Shared/theme';

export interface Picture { desk: Desk; letters: Uncovered[]; bets: Bet[]; order: number; unit: Unit; hidden: Player[]; at: number | null }

const HEIGHT = 236, SHORTEST = 12;
const NARROW = 420; // pixels; below, the longest name is cut to one word
const HEADROOM = 1.3; // the scale ends a little above a blind guess; dots beyond become arrows at its edge

const colourOf = (player: Player): string => token(`--player-${player.toLowerCase()}`);

export class SurpriseChart {
  readonly #chart: Chart;

  constructor(
    host: HTMLElement,
    private picture: Picture,
    private readonly onHover: (at: number | null) => void,
    private readonly onPick: (at: number) => void) {
    this.#chart = new Chart(host, HEIGHT, () => this.#options(), () => this.#data());
    this.draw(picture);
  }

  dispose(): void { this.#chart.dispose(); }

  draw(picture: Picture): void {
    this.picture = picture;
    this.#chart.rebuild();
  }

  savePng(name: string): void { this.#chart.savePng(name); }

  get #top(): number { return this.picture.desk.uniform * factorOf(this.picture.unit) * HEADROOM; }

  #shown(): Player[] { return PLAYERS.filter((player) => !this.picture.hidden.includes(player)); }

  #data(): uPlot.AlignedData {
    const { letters, bets, unit } = this.picture, factor = factorOf(unit);
    const means = this.#shown().map((player) => runningMeans(letters, bets, player).map((mean) => mean === null ? null : mean * factor));
    return [letters.map((_, index) => index + 1), ...means];
  }

  #options(): ChartOptions {
    const axis = axisStyle();
    return {
      padding: [10, this.#chart.width < NARROW ? 92 : 136, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, range: () => [0.5, Math.max(SHORTEST, this.picture.letters.length) + 0.5] }, y: { range: () => [0, this.#top] } },
      axes: [
        { ...axis, grid: { show: false }, size: 24, incrs: [1, 2, 5, 10, 20, 50] },
        { ...axis, grid: gridStyle(), size: 30, incrs: [0.5, 1, 2] },
      ],
      series: [{}, ...this.#shown().map((player) => ({ stroke: colourOf(player), width: player === 'you' ? 2.5 : 1.75, points: { show: false } }))],
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      hooks: {
        drawClear: [(plot) => this.#drawLines(plot)],
        draw: [(plot) => this.#drawLetters(plot)],
        setCursor: [(plot) => this.onHover(this.#letterAt(plot, plot.cursor.left ?? -1))],
        ready: [(plot) => plot.over.addEventListener('click', (event) => { const at = this.#letterAt(plot, event.offsetX); if (at !== null) this.onPick(at); })],
      },
    };
  }

  #letterAt(plot: uPlot, left: number): number | null {
    const count = this.picture.letters.length;
    return left < 0 || count === 0 ? null : Math.min(count - 1, Math.max(0, Math.round(plot.posToVal(left, 'x')) - 1));
  }

  #references(): { value: number; name: string; colour: string }[] {
    const { desk, unit } = this.picture, factor = factorOf(unit);
    return [
      { value: desk.uniform * factor, name: unit === 'bits' ? 'log₂ V' : 'ln V', colour: token('--guess') },
      { value: desk.unigramEntropy * factor, name: this.#chart.width < NARROW ? 'entropy' : 'unigram entropy', colour: token('--guess') },
      { value: desk.floor * factor, name: 'floor', colour: token('--floor') },
    ];
  }

  #drawLines(plot: uPlot): void {
    const { ctx } = plot, { left, width } = plot.bbox;
    ctx.save();
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    for (const { value, colour } of this.#references()) {
      const y = plot.valToPos(value, 'y', true);
      ctx.strokeStyle = colour;
      line(ctx, left, y, left + width, y);
    }
    ctx.restore();
  }

  #drawLetters(plot: uPlot): void {
    const { ctx } = plot, { top, height } = plot.bbox, dpr = devicePixelRatio, { letters, bets, unit, at, order } = this.picture;
    const factor = factorOf(unit), shown = this.#shown();
    ctx.save();
    if (at !== null && letters.length > 0) {
      const x = plot.valToPos(at + 1, 'x', true);
      ctx.strokeStyle = token('--accent');
      ctx.lineWidth = dpr;
      line(ctx, x, top, x, top + height);
    }
    for (const player of shown) {
      ctx.fillStyle = ctx.strokeStyle = colourOf(player);
      ctx.lineWidth = dpr;
      letters.forEach((letter, index) => {
        ctx.globalAlpha = bets[index]?.seen ? 0.2 : player === 'you' ? 0.75 : 0.4;
        const x = plot.valToPos(index + 1, 'x', true), value = letter[player] * factor;
        ctx.beginPath();
        if (value <= this.#top) ctx.arc(x, plot.valToPos(value, 'y', true), (player === 'you' ? 3 : 2.25) * dpr, 0, 7);
        else { ctx.moveTo(x - 4 * dpr, top + 6 * dpr); ctx.lineTo(x, top); ctx.lineTo(x + 4 * dpr, top + 6 * dpr); }
        ctx.fill();
      });
    }
    ctx.restore();
    const labels = this.#references().map((line) => ({ y: plot.valToPos(line.value, 'y'), text: `${line.name} ${line.value.toFixed(2)}`, colour: line.colour }));
    for (const player of shown) {
      const mean = runningMeans(letters, bets, player).at(-1);
      if (mean != null) labels.push({ y: plot.valToPos(Math.min(mean * factor, this.#top), 'y'), text: `${nameOf(player, order)} ${(mean * factor).toFixed(2)}`, colour: colourOf(player) });
    }
    drawLabels(plot, labels);
  }
}

// The address holds the whole view of a bench, so that a link reproduces it. Defaults are left out.

export type Unit = 'nats' | 'bits' | 'bytes';

const UNITS: readonly string[] = ['nats', 'bits', 'bytes'] satisfies Unit[];

export interface View {
  /** Step the cursor stands at; null is live, pinned to the newest. */
  at: number | null;
  unit: Unit;
  logX: boolean;
  smoothing: number;
  /** Shown head, both from 1. */
  layer: number;
  head: number;
  /** Locked cell of the attention map, tokens from 1: who asks and who answers. */
  cell: [number, number] | null;
}

export const DEFAULT_VIEW: View = { at: null, unit: 'nats', logX: true, smoothing: 0.6, layer: 1, head: 1, cell: null };

const whole = (text: string | null, least: number): number | null => {
  const value = text !== null && /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= least ? value : null;
};

/** Reads a view; what is missing or makes no sense takes its default. `prefix` keeps two benches on one page apart. */
export function readView(query: URLSearchParams, prefix = ''): View {
  const [layer, head] = (query.get(`${prefix}head`) ?? '').split('.');
  const [row, column] = (query.get(`${prefix}cell`) ?? '').split('.');
  const smoothing = Number(query.get(`${prefix}smooth`) ?? NaN);
  const unit = query.get(`${prefix}unit`) ?? '';
  const asks = whole(row ?? null, 1), answers = whole(column ?? null, 1);
  return {
    at: whole(query.get(`${prefix}at`), 0),
    unit: UNITS.includes(unit) ? unit as Unit : DEFAULT_VIEW.unit,
    logX: query.get(`${prefix}x`) !== 'linear',
    smoothing: smoothing >= 0 && smoothing < 1 ? smoothing : DEFAULT_VIEW.smoothing,
    layer: whole(layer ?? null, 1) ?? 1,
    head: whole(head ?? null, 1) ?? 1,
    cell: asks && answers && answers <= asks ? [asks, answers] : null,
  };
}

/** Writes a view into a query, leaving every other parameter alone. */
export function writeView(query: URLSearchParams, view: View, prefix = ''): void {
  const set = (name: string, value: string | null): void => {
    if (value === null) query.delete(prefix + name); else query.set(prefix + name, value);
  };
  set('at', view.at === null ? null : String(view.at));
  set('unit', view.unit === 'nats' ? null : view.unit);
  set('x', view.logX ? null : 'linear');
  set('smooth', view.smoothing === DEFAULT_VIEW.smoothing ? null : String(view.smoothing));
  set('head', view.layer === 1 && view.head === 1 ? null : `${view.layer}.${view.head}`);
  set('cell', view.cell === null ? null : view.cell.join('.'));
}

/** Puts a query into the address bar without a navigation, keeping what the router stores in the history entry. */
export function replaceQuery(change: (query: URLSearchParams) => void): void {
  const url = new URL(location.href);
  change(url.searchParams);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}

import { cssColor, mixColors, parseColor } from '../color';
import { type Category, categories, type StateKind, stateKinds } from '../vocabulary';

/**
 * How cards and wires look below zoom 0.35, where they are plain shapes on one canvas layer: the sizes of
 * `NodeCard`'s own map level, in units of the drawing, and the wire's width in pixels of the screen.
 */
export const mapSizes = { radius: 16, edge: 20, edgeGap: 4, selection: 8, wireOnScreen: 1.5 } as const;

/** Colours of the theme, ready for `fillStyle` and `strokeStyle`. */
export interface MapLook {
  readonly block: Readonly<Record<Category, string>>;
  readonly edge: Readonly<Record<StateKind, string>>;
  /** Left out of the run: the block recedes into the ground. */
  readonly bypassed: string;
  readonly ground: string;
  readonly wire: string;
  readonly failedWire: string;
  readonly selected: string;
}

/** Reads the tokens off an element: once per theme, not per frame. */
export function readMapLook(element: Element): MapLook {
  const style = getComputedStyle(element);
  const token = (name: string) => parseColor(style.getPropertyValue(name));
  const raised = token('--raised');
  const of = <K extends string>(names: readonly K[], colorOf: (name: K) => string): Record<K, string> =>
    Object.fromEntries(names.map((name) => [name, colorOf(name)])) as Record<K, string>;
  return {
    block: of(categories, (name) => cssColor(mixColors(token(`--cat-${name}`), raised, 0.6))),
    edge: of(stateKinds, (name) => cssColor(token(`--st-${name}`))),
    bypassed: cssColor(mixColors(token('--st-skipped'), token('--canvas'), 0.35)),
    ground: cssColor(token('--canvas')),
    wire: cssColor(token('--wire')),
    failedWire: cssColor(token('--st-failed')),
    selected: cssColor(token('--accent')),
  };
}

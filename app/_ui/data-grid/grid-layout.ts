/** How a person arranged the columns of a grid; by name, so that it outlives an edit. */
export interface GridLayout {
  /** In pixels; a column without one is as wide as what it holds. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  /** Stay at the left while the others scroll. */
  readonly pinned: readonly string[];
}

export const plainLayout: GridLayout = { widths: {}, hidden: [], pinned: [] };

export const LEAST_WIDTH = 44;
export const MOST_WIDTH = 900;

export function withWidth(layout: GridLayout, name: string, width: number | undefined): GridLayout {
  const { [name]: _, ...others } = layout.widths;
  if (width === undefined) return { ...layout, widths: others };
  const kept = Math.round(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, width)));
  return { ...layout, widths: { ...others, [name]: kept } };
}

const toggled = (names: readonly string[], name: string): string[] =>
  names.includes(name) ? names.filter((other) => other !== name) : [...names, name];

export const withPinned = (layout: GridLayout, name: string): GridLayout => ({
  ...layout,
  pinned: toggled(layout.pinned, name),
});

export const withHidden = (layout: GridLayout, name: string): GridLayout => ({
  ...layout,
  hidden: toggled(layout.hidden, name),
});

/** The columns on screen from left to right, as indexes of the columns given, and how many of them are pinned. */
export function shownColumns(
  columns: readonly { readonly name: string }[],
  { hidden, pinned }: GridLayout,
): { readonly order: readonly number[]; readonly pinnedCount: number } {
  const visible = columns.map((_, index) => index).filter((index) => !hidden.includes(columns[index]!.name));
  const isPinned = (index: number) => pinned.includes(columns[index]!.name);
  const first = visible.filter(isPinned);
  return { order: [...first, ...visible.filter((index) => !isPinned(index))], pinnedCount: first.length };
}

import type { GridSort, GridValue } from '@/app/_ui/data-grid';
import type { ConditionKind, GridView } from '@/server/worker/reader/grid-view';
import type { RowsView } from './fetch-rows';

export type Condition = GridView['where'][number];

/** Conditions in the words of the filter form, and whether they take a value. */
export const CONDITION_WORDS: Readonly<
  Record<ConditionKind, { readonly words: string; readonly takesValue: boolean }>
> = {
  equals: { words: 'is', takesValue: true },
  differs: { words: 'is not', takesValue: true },
  contains: { words: 'contains', takesValue: true },
  less: { words: 'is less than', takesValue: true },
  'at-most': { words: 'is at most', takesValue: true },
  greater: { words: 'is more than', takesValue: true },
  'at-least': { words: 'is at least', takesValue: true },
  missing: { words: 'is missing', takesValue: false },
  present: { words: 'is not missing', takesValue: false },
};

/** Sorts by one column; without a direction by none. */
export function sortedBy(view: RowsView, column: string, direction: 'ascending' | 'descending' | undefined): RowsView {
  const sort: GridSort[] = direction === undefined ? [] : [{ column, descending: direction === 'descending' }];
  return { ...view, sort };
}

export function withCondition(view: RowsView, condition: Condition): RowsView {
  const others = (view.where ?? []).filter(
    ({ column, is, value }) => column !== condition.column || is !== condition.is || value !== condition.value,
  );
  return { ...view, where: [...others, condition] };
}

export const withoutCondition = (view: RowsView, index: number): RowsView => ({
  ...view,
  where: (view.where ?? []).filter((_, place) => place !== index),
});

/** “contract is One year” */
export function conditionWords({ column, is, value }: Condition): string {
  const { words, takesValue } = CONDITION_WORDS[is];
  return takesValue ? `${column} ${words} ${value === '' ? '“”' : value}` : `${column} ${words}`;
}

/** The condition that only rows with this very value meet; undefined for lists of numbers. */
export function conditionOf(column: string, value: GridValue, keep: boolean): Condition | undefined {
  if (value === null || value === undefined) return { column, is: keep ? 'missing' : 'present', value: '' };
  if (Array.isArray(value)) return undefined;
  return { column, is: keep ? 'equals' : 'differs', value: String(value) };
}

/** Only what is shown of columns that are still there: an edit may have taken one away. */
export function withoutGone(view: RowsView, names: ReadonlySet<string> | undefined): RowsView {
  if (names === undefined) return view;
  const { sort = [], where = [] } = view;
  const isThere = ({ column }: { readonly column: string }) => names.has(column);
  if (sort.every(isThere) && where.every(isThere)) return view;
  return { ...view, sort: sort.filter(isThere), where: where.filter(isThere) };
}

/** Rows by the values of one column, or of two crossed. */
export type Grouping = {
  columns: string[];
  /** In the order of their values, the missing last. `values` has one entry per column. */
  groups: { name: string; values: string[] }[];
  /** Group of each row, as an index into `groups`. */
  ofRow: Int32Array;
};

/** What to do with a column of numbers that has more than a few values. */
export type Bins = {
  /** Bins of about as many rows each. */
  count: number;
  /** Cut here instead: a value belongs to the bin that begins at it. */
  cuts: readonly number[];
};

export const MISSING = '(missing)';
/** More groups than a person can compare, and than rows can tell apart. */
export const MOST_GROUPS = 200;
/** A column with no more different numbers has a group for each. */
export const MOST_SINGLE_VALUES = 10;

/** A column that makes no sensible groups; the message names it and says what to do in `hint`. */
export class GroupingError extends Error {
  override name = 'GroupingError';
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Groups of equal texts, by code unit order; a missing text is a group of its own. */
export function groupTexts(column: string, texts: readonly (string | null)[]): Grouping {
  const values = [...new Set(texts)].filter((text) => text !== null).sort();
  refuseTooMany(column, values.length, texts.length);
  const index = new Map<string | null, number>(values.map((value, at) => [value, at]));
  index.set(null, values.length);
  const shown = values.map((value) => (value === '' ? '(empty)' : value));
  return grouping(
    column,
    shown.map((value) => ({ name: `${column} = ${value}`, value })),
    Int32Array.from(texts, (text) => index.get(text)!),
  );
}

/** Groups of equal numbers where there are few, else bins; NaN is missing. */
export function groupNumbers(column: string, values: Float64Array, bins: Bins): Grouping {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1]);
  if (bins.cuts.length === 0 && distinct.length <= MOST_SINGLE_VALUES) {
    const index = new Map([...distinct].map((value, at) => [value, at]));
    return grouping(
      column,
      [...distinct].map((value) => ({ name: `${column} = ${value}`, value: String(value) })),
      values.length === 0 ? new Int32Array() : Int32Array.from(values, (value) => index.get(value) ?? distinct.length),
    );
  }
  const starts =
    bins.cuts.length > 0 ? [...new Set(bins.cuts)].sort((a, b) => a - b) : quantileStarts(sorted, bins.count);
  refuseTooMany(column, starts.length + 1, values.length);
  const whole = distinct.every(Number.isInteger) && starts.every(Number.isInteger);
  return grouping(
    column,
    binLabels(starts, whole).map((value) => ({ name: `${column} ${value}`, value })),
    Int32Array.from(values, (value) => (Number.isNaN(value) ? starts.length + 1 : binOf(value, starts))),
  );
}

/** The groups of two columns crossed, those that have rows. */
export function crossGroups(first: Grouping, second: Grouping): Grouping {
  const width = second.groups.length;
  const cells = Int32Array.from(first.ofRow, (group, row) => group * width + second.ofRow[row]!);
  const present = [...new Set(cells)].sort((a, b) => a - b);
  const columns = [...first.columns, ...second.columns];
  refuseTooMany(columns.join(' × '), present.length, cells.length);
  const index = new Map(present.map((cell, at) => [cell, at]));
  return {
    columns,
    groups: present.map((cell) => {
      const [a, b] = [first.groups[Math.floor(cell / width)]!, second.groups[cell % width]!];
      return { name: `${a.name}, ${b.name}`, values: [...a.values, ...b.values] };
    }),
    ofRow: Int32Array.from(cells, (cell) => index.get(cell)!),
  };
}

/** Where bins of about as many rows each begin, the first aside; equal values stay together. */
function quantileStarts(sorted: Float64Array, count: number): number[] {
  const starts = new Set<number>();
  for (let bin = 1; bin < count; bin++) starts.add(sorted[Math.floor((sorted.length * bin) / count)]!);
  starts.delete(sorted[0]!);
  return [...starts].sort((a, b) => a - b);
}

function binOf(value: number, starts: readonly number[]): number {
  let bin = 0;
  while (bin < starts.length && value >= starts[bin]!) bin++;
  return bin;
}

function binLabels(starts: readonly number[], whole: boolean): string[] {
  const labels = starts.map((start, at) => {
    const next = starts[at + 1];
    if (next === undefined) return `≥ ${start}`;
    if (!whole) return `${start} to under ${next}`;
    return next - 1 === start ? String(start) : `${start}–${next - 1}`;
  });
  return starts.length === 0 ? ['any value'] : [`< ${starts[0]}`, ...labels];
}

/** Groups that have rows, in order; the one after the last is that of the missing. */
function grouping(column: string, labels: readonly { name: string; value: string }[], ofRow: Int32Array): Grouping {
  const all = [...labels, { name: `${column} ${MISSING}`, value: MISSING }];
  const has = new Uint8Array(all.length);
  for (const group of ofRow) has[group] = 1;
  const place = new Int32Array(all.length);
  let kept = 0;
  for (const at of all.keys()) place[at] = has[at] === 1 ? kept++ : -1;
  return {
    columns: [column],
    groups: all.filter((_, at) => has[at] === 1).map(({ name, value }) => ({ name, values: [value] })),
    ofRow: ofRow.map((group) => place[group]!),
  };
}

function refuseTooMany(what: string, groups: number, rows: number): void {
  if (groups <= MOST_GROUPS) return;
  throw new GroupingError(
    `${what} makes ${groups.toLocaleString('en')} groups of ${rows.toLocaleString('en')} rows; at most ${MOST_GROUPS} can be compared.`,
    'Choose another column, gather its rare values (Group rare), or make bins of it (Bin).',
  );
}

import { describeRule } from './describe-rule';
import { type Rule, ruleSchema } from './rules';

/** What a profile tells of a column; the reader's `ColumnProfile` is one. */
export interface ProfiledColumn {
  readonly name: string;
  readonly type: string;
  readonly missing: number;
  /** Approximate. */
  readonly distinct: number;
  readonly min?: number | string | null;
  readonly max?: number | string | null;
  readonly top?: readonly { readonly value: string; readonly count: number }[];
}

export interface Suggestion {
  /** As a document saves it: without what is left at its default. */
  readonly rule: Readonly<Record<string, unknown>>;
  readonly words: string;
  /** What was seen that speaks for it. */
  readonly because: string;
}

/** Fewer rows say nothing about what is usual. */
const FEWEST_ROWS = 20;
const FEW_VALUES = 20;
/** A count of distinct values that is approximate: this share of the rows counts as all of them. */
const NEARLY_ALL = 0.97;

/** Rules that the profiled rows keep and that others like them should: each warns until a person wants more. */
export function suggestRules(
  profile: { readonly rowCount: number; readonly columns: readonly ProfiledColumn[] },
  existing: readonly Partial<Rule>[] = [],
): Suggestion[] {
  if (profile.rowCount < FEWEST_ROWS) return [];
  const found = profile.columns
    .filter((column) => column.type !== 'vector')
    .flatMap((column) => suggestionsFor(column, profile.rowCount));
  const known = new Set(existing.map(placeOf));
  return found
    .filter((draft) => !known.has(placeOf(draft)))
    .map(({ because, ...settings }) => {
      const rule = { ...settings, action: 'warn' as const };
      return { rule, words: describeRule(ruleSchema.parse(rule)), because };
    });
}

const placeOf = ({ kind = 'not-null', column, statistic = 'mean' }: Partial<Rule>): string =>
  `${column} ${kind} ${kind === 'statistic' ? statistic : ''}`;

type Draft = { readonly because: string } & Partial<Rule>;

function suggestionsFor(column: ProfiledColumn, rows: number): Draft[] {
  const { name, type, missing } = column;
  const present = rows - missing;
  const drafts: Draft[] = [{ kind: 'type', column: name, is: type as Rule['is'], because: `it is ${type} now` }];
  drafts.push(
    missing === 0
      ? { kind: 'not-null', column: name, because: `no value of ${count(rows)} is missing` }
      : {
          kind: 'statistic',
          statistic: 'missing-share',
          column: name,
          max: roomAbove(missing / rows),
          because: `${percent(missing / rows)} are missing`,
        },
  );
  if (present === 0) return drafts;
  const mayIdentify = type === 'int' || type === 'text';
  if (mayIdentify && column.distinct >= NEARLY_ALL * present && present >= FEWEST_ROWS)
    drafts.push({
      kind: 'unique',
      column: name,
      because: `about ${count(column.distinct)} distinct values in ${count(present)} rows`,
    });
  return [...drafts, ...spread(column), ...values(column, present)];
}

/** Numbers and times: what was seen, with room above, and never below zero where nothing was. */
function spread({ name, type, distinct, min, max }: ProfiledColumn): Draft[] {
  if (typeof min === 'number' && typeof max === 'number') {
    // A code or a count of few values has no room beyond them.
    const room = type === 'int' && distinct <= FEW_VALUES ? 0 : (max - min) * 0.1;
    const low = min >= 0 ? 0 : rounded(min - room, 'down', type);
    const high = max <= 0 ? 0 : rounded(max + room, 'up', type);
    return [
      { kind: 'range', column: name, min: low, max: high, because: `it lies between ${shown(min)} and ${shown(max)}` },
    ];
  }
  if (typeof min === 'string' && typeof max === 'string')
    return [{ kind: 'period', column: name, from: min.slice(0, 10), because: `it begins on ${min.slice(0, 10)}` }];
  return [];
}

/** A text of few values: the profile names them all. */
function values({ name, type, top = [] }: ProfiledColumn, present: number): Draft[] {
  const listed = top.reduce((sum, each) => sum + each.count, 0);
  const isAll = type === 'text' && listed === present && top.length > 0 && top.length < present / 2;
  return isAll
    ? [
        {
          kind: 'in-set',
          column: name,
          values: top.map(({ value }) => value),
          because: `these ${top.length} are all its values`,
        },
      ]
    : [];
}

/** Two digits, away from what was seen. */
function rounded(value: number, direction: 'up' | 'down', type: string): number {
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const unit = type === 'int' ? Math.max(1, step) : step;
  const steps = direction === 'up' ? Math.ceil(value / unit) : Math.floor(value / unit);
  return Number((steps * unit).toPrecision(12));
}

/** Half as much again, to a whole percentage. */
const roomAbove = (share: number): number => Math.min(1, Math.ceil(share * 150) / 100);

const count = (rows: number): string => rows.toLocaleString('en');
const shown = (value: number): string => String(Number(value.toPrecision(6)));
const percent = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;

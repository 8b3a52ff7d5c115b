import { z } from 'zod';
import { type Expectation, FIGURES, type Settings, suiteSchema, typeOfName, wholePattern } from './expectation';

/** What a suite comes to: settings of a validate node, and the expectations that have no counterpart there. */
export interface ReadSuite {
  readonly rules: readonly Settings[];
  readonly table: Settings;
  /** JSON of what is not used, for the setting `kept`; empty when all is. */
  readonly kept: string;
  readonly notUsed: readonly { readonly type: string; readonly why: string }[];
}

/** Reads a suite of Great Expectations. Throws a sentence for what is no suite. */
export function readSuite(given: unknown): ReadSuite {
  const parsed = suiteSchema.safeParse(given);
  if (!parsed.success) throw new Error(`This is no Great Expectations suite: ${z.prettifyError(parsed.error)}`);
  const { expectations, meta, ...rest } = parsed.data;
  const own = (meta?.sluice ?? {}) as { rules?: Settings[] };
  const rules: Settings[] = [];
  const table: Settings = {};
  const unused: Expectation[] = [];
  const notUsed: { type: string; why: string }[] = [];
  for (const expectation of expectations) {
    const type = expectation.type ?? expectation.expectation_type!;
    const read = expectation.kwargs.row_condition
      ? 'it has a condition on rows'
      : readExpectation(type, expectation, table);
    if (typeof read === 'string') {
      unused.push(expectation);
      notUsed.push({ type, why: read });
    } else
      rules.push(
        ...read.map((rule, index) => ({
          ...rule,
          ...actionOf(expectation),
          ...(index === 0 ? keptOf(expectation, rule) : {}),
        })),
      );
  }
  const { sluice: _, ...otherMeta } = meta ?? {};
  const { name: __, ...keys } = rest;
  const leftover = {
    ...keys,
    ...(Object.keys(otherMeta).length > 0 ? { meta: otherMeta } : {}),
    ...(unused.length > 0 ? { expectations: unused } : {}),
  };
  const hasLeftover = Object.values(leftover).some((value) => value !== null && value !== undefined);
  return { rules: [...rules, ...(own.rules ?? [])], table, kept: hasLeftover ? JSON.stringify(leftover) : '', notUsed };
}

function actionOf({ severity, meta }: Expectation): Settings {
  const own = (meta?.sluice as { action?: string } | undefined)?.action;
  return { action: own ?? (severity === 'warning' || severity === 'info' ? 'warn' : 'fail') };
}

/** Keys that a rule has no setting for; they are written again on export. */
function keptOf(expectation: Expectation, rule: Settings): Settings {
  const { type: _, expectation_type: __, kwargs, severity, meta, ...rest } = expectation;
  const { sluice: ___, ...otherMeta } = meta ?? {};
  const extra = Object.fromEntries(Object.entries(kwargs).filter(([name]) => !READ.has(name)));
  // Our values are texts: numbers are kept, to be written as numbers again.
  if (Array.isArray(kwargs.value_set) && kwargs.value_set.some((value) => typeof value !== 'string'))
    extra.value_set = kwargs.value_set;
  const kept = {
    ...rest,
    ...(Object.keys(otherMeta).length > 0 ? { meta: otherMeta } : {}),
    ...(severity === 'info' ? { severity } : {}),
    ...(Object.keys(extra).length > 0 ? { kwargs: extra } : {}),
    ...(rule.kind === 'type' ? { kwargs: { ...extra, type_: kwargs.type_ } } : {}),
  };
  return Object.values(kept).some((value) => value !== null && value !== undefined)
    ? { kept: JSON.stringify(kept) }
    : {};
}

const READ = new Set([
  ...['column', 'mostly', 'min_value', 'max_value', 'strict_min', 'strict_max', 'value_set', 'regex', 'type_'],
  ...[
    'quantile_ranges',
    'partition_object',
    'threshold',
    'column_list',
    'column_set',
    'column_A',
    'column_B',
    'or_equal',
  ],
  ...['exact_match'],
]);

/** The rules an expectation comes to (those about the table are set on `table`), or why there are none. */
function readExpectation(type: string, { kwargs, severity }: Expectation, table: Settings): Settings[] | string {
  const { column, mostly } = kwargs;
  const base: Settings = { column, ...(typeof mostly === 'number' && mostly < 1 ? { mostly } : {}) };
  const figure = FIGURES[type];
  if (figure !== undefined) return [{ kind: 'statistic', statistic: figure, column, ...limits(kwargs) }];
  switch (type) {
    case 'expect_column_to_exist':
      return [{ kind: 'exists', column }];
    case 'expect_column_values_to_not_be_null':
      return [{ kind: 'not-null', ...base }];
    case 'expect_column_values_to_be_unique':
      return [{ kind: 'unique', ...base }];
    case 'expect_column_values_to_be_between':
      return [between(base, kwargs)];
    case 'expect_column_values_to_be_in_set':
      return [{ kind: 'in-set', ...base, values: texts(kwargs.value_set) }];
    case 'expect_column_distinct_values_to_be_in_set':
      return [{ kind: 'distinct-values', column, values: texts(kwargs.value_set) }];
    case 'expect_column_values_to_match_regex':
      return typeof kwargs.regex === 'string'
        ? [{ kind: 'regex', ...base, pattern: wholePattern(kwargs.regex) }]
        : 'it has no regex';
    case 'expect_column_values_to_be_of_type': {
      const is = typeOfName(kwargs.type_);
      return is === undefined ? `the type ${String(kwargs.type_)} has no counterpart` : [{ kind: 'type', column, is }];
    }
    case 'expect_column_quantile_values_to_be_between':
      return quantiles(column, kwargs.quantile_ranges);
    case 'expect_column_kl_divergence_to_be_less_than':
      return shares(column, kwargs);
    case 'expect_compound_columns_to_be_unique':
      return [{ kind: 'unique-together', columns: texts(kwargs.column_list), ...(base.mostly ? { mostly } : {}) }];
    case 'expect_column_pair_values_a_to_be_greater_than_b':
    case 'expect_column_pair_values_A_to_be_greater_than_B':
      return [
        {
          kind: 'greater',
          ...base,
          column: kwargs.column_A,
          other: kwargs.column_B,
          orEqual: kwargs.or_equal === true,
        },
      ];
    case 'expect_table_row_count_to_be_between':
    case 'expect_table_columns_to_match_set':
    case 'expect_table_columns_to_match_ordered_list':
      return readTable(type, kwargs, severity, table);
    default:
      return 'Sluice has no such rule';
  }
}

function readTable(type: string, kwargs: Settings, severity: string | undefined, table: Settings): Settings[] | string {
  const action = severity === 'warning' || severity === 'info' ? 'warn' : 'fail';
  if (table.action !== undefined && table.action !== action) return 'rules about the table have one severity';
  if (type === 'expect_table_row_count_to_be_between') {
    if (table.minRows !== undefined || table.maxRows !== undefined) return 'the count of rows is limited twice';
    if (typeof kwargs.min_value === 'number') table.minRows = kwargs.min_value;
    if (typeof kwargs.max_value === 'number') table.maxRows = kwargs.max_value;
  } else {
    if (table.columns !== undefined) return 'the columns are listed twice';
    const isOrdered = type.endsWith('ordered_list');
    table.columns = texts(isOrdered ? kwargs.column_list : kwargs.column_set);
    table.match = isOrdered ? 'ordered' : kwargs.exact_match === false ? 'contains' : 'set';
  }
  table.action = action;
  return [];
}

function between(base: Settings, kwargs: Settings): Settings {
  const isTime = [kwargs.min_value, kwargs.max_value].some((limit) => typeof limit === 'string');
  if (!isTime) return { kind: 'range', ...base, ...limits(kwargs) };
  const day = (limit: unknown) =>
    typeof limit === 'string' ? limit.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '') : '';
  return { kind: 'period', ...base, from: day(kwargs.min_value), until: day(kwargs.max_value) };
}

const limits = ({ min_value, max_value, strict_min, strict_max }: Settings): Settings => ({
  ...(typeof min_value === 'number' ? { min: min_value } : {}),
  ...(typeof max_value === 'number' ? { max: max_value } : {}),
  ...(strict_min === true ? { above: true } : {}),
  ...(strict_max === true ? { below: true } : {}),
});

const ranges = z.object({
  quantiles: z.array(z.number()),
  value_ranges: z.array(z.tuple([z.number().nullable(), z.number().nullable()])),
});

/** A rule for each quantile. */
function quantiles(column: unknown, given: unknown): Settings[] | string {
  const parsed = ranges.safeParse(given);
  if (!parsed.success) return 'its quantile ranges cannot be read';
  return parsed.data.quantiles.map((at, index) => {
    const [low, high] = parsed.data.value_ranges[index] ?? [null, null];
    return {
      kind: 'statistic',
      statistic: 'quantile',
      column,
      at,
      ...(low === null ? {} : { min: low }),
      ...(high === null ? {} : { max: high }),
    };
  });
}

function shares(column: unknown, { partition_object, threshold }: Settings): Settings[] | string {
  const given = partition_object as
    | { values?: unknown; bins?: unknown; weights?: unknown; tail_weights?: unknown }
    | undefined;
  if (!given || !Array.isArray(given.weights)) return 'it has no shares to compare with';
  if (given.tail_weights !== undefined) return 'shares of the tails have no counterpart';
  const bins = Array.isArray(given.values) ? { values: texts(given.values) } : { edges: texts(given.bins) };
  return [
    {
      kind: 'shares',
      column,
      ...bins,
      weights: texts(given.weights),
      divergence: typeof threshold === 'number' ? threshold : 0.1,
    },
  ];
}

const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : []);

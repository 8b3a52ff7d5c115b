import { type Config, validate } from '../definition';
import type { Rule } from '../rules';
import {
  anywherePattern,
  type Expectation,
  FIGURES,
  nameOfType,
  type Settings,
  type Suite,
  typeOfName,
} from './expectation';

/**
 * The settings of a validate node as a suite of Great Expectations. Rules that it cannot say (an expression, drift, a
 * share of missing values) travel in `meta.sluice`, where reading finds them again.
 */
export function writeSuite(given: Settings, name: string): Suite {
  const config = validate.config.parse(given);
  const kept = parseKept(config.kept);
  const said = config.rules.map((rule) => ({ rule, expectation: expectationOf(rule) }));
  const unsaid = said.flatMap(({ rule, expectation }, index) =>
    expectation ? [] : [given.rules ? (given.rules as Settings[])[index] : rule],
  );
  const expectations = [
    ...said.flatMap(({ expectation }) => (expectation ? [expectation] : [])),
    ...tableExpectations(config.table),
    ...((kept.expectations as Expectation[] | undefined) ?? []),
  ];
  const meta = {
    ...((kept.meta as Settings | undefined) ?? {}),
    ...(unsaid.length > 0 ? { sluice: { rules: unsaid } } : {}),
  };
  return { ...kept, name, expectations, meta };
}

function expectationOf(rule: Rule): Expectation | undefined {
  const stated = statedBy(rule);
  if (!stated) return undefined;
  const { meta, kwargs, ...rest } = parseKept(rule.kept) as { meta?: Settings; kwargs?: Settings };
  const action = rule.action === 'reject' ? { sluice: { action: 'reject' } } : {};
  return {
    ...rest,
    type: stated.type,
    kwargs: { ...kwargs, ...stated.kwargs, ...(rule.mostly < 1 ? { mostly: rule.mostly } : {}) },
    meta: { ...meta, ...action },
    severity: rule.action === 'warn' ? ((rest as Settings).severity === 'info' ? 'info' : 'warning') : 'critical',
  };
}

function statedBy(rule: Rule): { type: string; kwargs: Settings } | undefined {
  const { column } = rule;
  const of = (type: string, kwargs: Settings = {}) => ({ type, kwargs: { column, ...kwargs } });
  switch (rule.kind) {
    case 'exists':
      return of('expect_column_to_exist');
    case 'not-null':
      return of('expect_column_values_to_not_be_null');
    case 'unique':
      return of('expect_column_values_to_be_unique');
    case 'range':
      return of('expect_column_values_to_be_between', limits(rule));
    case 'period':
      return of('expect_column_values_to_be_between', {
        ...(rule.from === '' ? {} : { min_value: rule.from }),
        ...(rule.until === '' ? {} : { max_value: rule.until }),
      });
    case 'in-set':
      return of('expect_column_values_to_be_in_set', { value_set: valueSet(rule) });
    case 'distinct-values':
      return of('expect_column_distinct_values_to_be_in_set', { value_set: valueSet(rule) });
    case 'regex':
      return of('expect_column_values_to_match_regex', { regex: anywherePattern(rule.pattern) });
    case 'type': {
      const before = (parseKept(rule.kept).kwargs as Settings | undefined)?.type_;
      return of('expect_column_values_to_be_of_type', {
        type_: typeOfName(before) === rule.is ? before : nameOfType(rule.is),
      });
    }
    case 'unique-together':
      return { type: 'expect_compound_columns_to_be_unique', kwargs: { column_list: rule.columns } };
    case 'greater':
      return {
        type: 'expect_column_pair_values_a_to_be_greater_than_b',
        kwargs: { column_A: column, column_B: rule.other, ...(rule.orEqual ? { or_equal: true } : {}) },
      };
    case 'shares':
      return of('expect_column_kl_divergence_to_be_less_than', {
        partition_object: {
          ...(rule.values.length > 0 ? { values: rule.values } : { bins: rule.edges.map(Number) }),
          weights: rule.weights.map(Number),
        },
        threshold: rule.divergence,
      });
    case 'statistic':
      return figure(rule);
    case 'expression':
    case 'drift':
      return undefined;
  }
}

/** The values as they were imported, where nobody has changed them. */
function valueSet({ values, kept }: Rule): unknown[] {
  const before = (parseKept(kept).kwargs as Settings | undefined)?.value_set;
  const isSame = Array.isArray(before) && before.map(String).join('\n') === values.join('\n');
  return isSame ? before : values;
}

function figure(rule: Rule): { type: string; kwargs: Settings } | undefined {
  const { column } = rule;
  if (rule.statistic === 'quantile') {
    const quantile_ranges = { quantiles: [rule.at], value_ranges: [[rule.min ?? null, rule.max ?? null]] };
    return { type: 'expect_column_quantile_values_to_be_between', kwargs: { column, quantile_ranges } };
  }
  const type = Object.keys(FIGURES).find((name) => FIGURES[name] === rule.statistic);
  return type === undefined ? undefined : { type, kwargs: { column, ...limits(rule) } };
}

const limits = ({ min, max, above, below }: Rule): Settings => ({
  ...(min === undefined ? {} : { min_value: min }),
  ...(max === undefined ? {} : { max_value: max }),
  ...(above ? { strict_min: true } : {}),
  ...(below ? { strict_max: true } : {}),
});

function tableExpectations({ minRows, maxRows, columns, match, action }: Config['table']): Expectation[] {
  const severity = action === 'warn' ? 'warning' : 'critical';
  const found: Expectation[] = [];
  if (minRows !== undefined || maxRows !== undefined) {
    const kwargs = {
      ...(minRows === undefined ? {} : { min_value: minRows }),
      ...(maxRows === undefined ? {} : { max_value: maxRows }),
    };
    found.push({ type: 'expect_table_row_count_to_be_between', kwargs, meta: {}, severity });
  }
  if (columns.length > 0 && match === 'ordered')
    found.push({
      type: 'expect_table_columns_to_match_ordered_list',
      kwargs: { column_list: columns },
      meta: {},
      severity,
    });
  else if (columns.length > 0)
    found.push({
      type: 'expect_table_columns_to_match_set',
      kwargs: { column_set: columns, ...(match === 'contains' ? { exact_match: false } : {}) },
      meta: {},
      severity,
    });
  return found;
}

/** What an import kept, or nothing where a person has written over it. */
function parseKept(text: string): Settings {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {};
  } catch {
    return {};
  }
}

import {
  assessDrift,
  binCategorical,
  binNumeric,
  buildCategoricalReference,
  buildNumericReference,
  chiSquareContingency,
  kolmogorovSmirnov,
} from '@/server/monitoring/drift';
import { type Column, findColumn, isNumeric, type StageDatabase, type StageInputs, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { resultOf, shown, type Unchecked } from './judge';
import { type RuleResult, statusOf } from './report';
import type { Rule } from './rules';

/** A column against the same column of the reference table. */
export async function judgeDrift(
  rule: Rule,
  { inputs, database }: { inputs: StageInputs; database: StageDatabase },
): Promise<RuleResult | Unchecked> {
  const table = inputs.table('table');
  const column = findColumn(table.schema, rule.column);
  if (!column) return { cause: 'column', why: `there is no column ${rule.column || 'chosen'}` };
  if (!inputs.hasTable('reference')) return { cause: 'settings', why: 'there is no reference to compare with' };
  const reference = inputs.table('reference');
  const before = findColumn(reference.schema, rule.column);
  if (!before) return { cause: 'column', why: `the reference has no column ${rule.column}` };
  if (before.type !== column.type && !(isNumeric(before.type) && isNumeric(column.type)))
    return { cause: 'settings', why: `${rule.column} is ${column.type} here and ${before.type} in the reference` };
  if (table.rowCount === 0 || reference.rowCount === 0)
    return { cause: 'empty', why: `the ${table.rowCount === 0 ? 'table' : 'reference'} has no rows` };
  const found = isNumeric(column.type)
    ? compareNumbers(rule, await numbersOf(reference, before, database), await numbersOf(table, column, database))
    : compareTexts(rule, await textsOf(reference, before, database), await textsOf(table, column, database));
  if ('why' in found) return found;
  return resultOf(rule, {
    status: statusOf(found.broken, rule.action === 'reject' ? 'fail' : rule.action),
    checked: table.rowCount,
    broken: found.broken ? 1 : 0,
    found: found.value,
    message: `${found.broken ? 'Not true: ' : ''}${found.sentence}`,
  });
}

type Found = { readonly broken: boolean; readonly value: number; readonly sentence: string } | Unchecked;

function compareNumbers(rule: Rule, before: Float64Array, now: Float64Array): Found {
  if (rule.measure === 'chi-square') return { cause: 'settings', why: 'chi-square compares text and booleans' };
  if (rule.measure === 'psi') {
    const reference = buildNumericReference(before);
    return ofPsi(rule, assessDrift(reference, binNumeric(reference, now), { threshold: rule.psi }));
  }
  const test = kolmogorovSmirnov(before, now);
  if (!test) return { cause: 'empty', why: `every value of ${rule.column} is missing on one side` };
  return ofTest(
    rule,
    test.pValue,
    `the largest gap between the distributions of ${rule.column} is ${shown(test.statistic)}`,
  );
}

function compareTexts(rule: Rule, before: (string | null)[], now: (string | null)[]): Found {
  if (rule.measure === 'ks') return { cause: 'settings', why: 'Kolmogorov-Smirnov compares numbers' };
  const reference = buildCategoricalReference(before);
  const counts = binCategorical(reference, now);
  if (rule.measure === 'psi') return ofPsi(rule, assessDrift(reference, counts, { threshold: rule.psi }));
  const test = chiSquareContingency([reference.counts, counts]);
  if (!test) return { cause: 'empty', why: `${rule.column} has one value only` };
  return ofTest(
    rule,
    test.pValue,
    `chi-square of ${rule.column} is ${shown(test.statistic)} with ${test.degreesOfFreedom} degrees of freedom (Cramér’s V ${shown(test.cramersV)})`,
  );
}

function ofPsi(rule: Rule, { status, psi, sentence }: ReturnType<typeof assessDrift>): Found {
  if (status === 'too_few_rows' || psi === null) return { cause: 'empty', why: sentence.replace(/\.$/, '') };
  return { broken: status === 'drifted', value: psi, sentence: `${rule.column}: ${sentence}` };
}

const ofTest = (rule: Rule, pValue: number, words: string): Found => ({
  broken: pValue < rule.pValue,
  value: pValue,
  sentence: `${words}: p ${pValue < 0.0001 ? '< 0.0001' : `= ${shown(pValue)}`}, ${pValue < rule.pValue ? 'below' : 'at least'} ${rule.pValue}.`,
});

const read = (table: TableHandle): string => `read_parquet(${sqlText(table.path)})`;

async function numbersOf(table: TableHandle, { name }: Column, database: StageDatabase): Promise<Float64Array> {
  const [values] = await database.doubles(`select ${sqlName(name)}::double as v from ${read(table)}`, ['v']);
  return values!;
}

const textsOf = (table: TableHandle, { name }: Column, database: StageDatabase): Promise<(string | null)[]> =>
  database.texts(`select ${sqlName(name)}::varchar as v from ${read(table)}`, 'v');

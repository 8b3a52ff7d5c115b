import { renderExpr, renderSql } from '@/server/compiler/emit/duckdb';
import { defineRun, PARTITION_COLUMN, type Rel, type RunContext, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { brokenBy, type Config, type Rule, withCounts } from './definition';
import { judgeColumnRule, number, type RuleResult, type ValidationReport } from './report';
import { judgeTableRules } from './table-rules';

const SAMPLES = 5;
const NOTHING_LEARNED = {
  learned: () => {
    throw new Error('validate reads no learned values');
  },
};

/** Counts what breaks every rule in one scan, writes the report, and fails the run when a rule says so. */
export default defineRun<Config>(async (context) => {
  const table = context.inputs.table('table');
  const counts = await countBroken(context, table);
  const columnResults = context.config.rules.map((rule, index) =>
    judgeColumnRule(rule, table.schema, {
      rows: table.rowCount,
      present: counts[`${index} present`] ?? 0,
      broken: counts[`${index} broken`] ?? 0,
    }),
  );
  const rules: RuleResult[] = [];
  for (const [index, result] of columnResults.entries()) {
    context.signal.throwIfAborted();
    const samples = result.broken > 0 ? await samplesOf(context, table, context.config.rules[index]!) : [];
    rules.push({ ...result, samples, message: `${result.message}${inWords(samples)}` });
  }
  rules.push(...judgeTableRules(context.config.table, table));
  const report = summarise(table.rowCount, rules);
  await context.outputs.json('report', report, {
    passed: report.passed,
    failed: report.failed,
    warned: report.warned,
    rejected: report.rejected,
    unchecked: report.unchecked,
  });
  for (const rule of rules) if (rule.status !== 'passed') context.log(rule.message);
  refuse(rules);
});

/** The rows with the counts that `unique` rules read, as a subquery. */
function countedRows(table: TableHandle, rules: readonly Rule[]): string {
  const names = table.schema.columns.map((column) => column.name);
  const columns = table.schema.partitioned ? [...names, PARTITION_COLUMN] : names;
  const scan: Rel = { op: 'scan', key: 'table', columns };
  const rel = withCounts(scan, rules, table.schema);
  return `(${renderSql(rel, { scan: () => `read_parquet(${sqlText(table.path)})`, ...NOTHING_LEARNED })})`;
}

const brokenSql = (rule: Rule, table: TableHandle): string | undefined => {
  const broken = brokenBy(rule, table.schema);
  return broken && renderExpr(broken, NOTHING_LEARNED);
};

async function countBroken(
  { config, database }: Pick<RunContext<Config>, 'config' | 'database'>,
  table: TableHandle,
): Promise<Record<string, number>> {
  const counts = config.rules.flatMap((rule, index) => {
    const broken = brokenSql(rule, table);
    return broken === undefined
      ? []
      : [
          `count(${sqlName(rule.column)}) as "${index} present"`,
          `count(*) filter (where ${broken}) as "${index} broken"`,
        ];
  });
  if (counts.length === 0) return {};
  const [row] = await database.rows<Record<string, bigint | number>>(
    `select ${counts.join(', ')} from ${countedRows(table, config.rules)}`,
  );
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
}

/** The most frequent offending values; for missing values the rows' keys, when the table has a key. */
async function samplesOf(
  { database }: Pick<RunContext<Config>, 'database'>,
  table: TableHandle,
  rule: Rule,
): Promise<RuleResult['samples']> {
  const broken = brokenSql(rule, table);
  const shown = rule.kind === 'not-null' ? table.schema.key : rule.column;
  if (shown === undefined || broken === undefined) return [];
  const rows = await database.rows<{ value: string | null; rows: bigint | number }>(
    `select ${sqlName(shown)}::varchar as "value", count(*) as "rows" from ${countedRows(table, [rule])} where ${broken} group by 1 order by 2 desc, 1 limit ${SAMPLES}`,
  );
  return rows.map(({ value, rows: count }) => ({ column: shown, value, rows: Number(count) }));
}

function inWords(samples: RuleResult['samples']): string {
  if (samples.length === 0) return '';
  const shown = samples.slice(0, 3).map(({ value, rows }) => `“${value}”${rows > 1 ? ` (${number(rows)} rows)` : ''}`);
  return ` For example ${samples[0]!.column} ${shown.join(', ')}.`;
}

function summarise(rows: number, rules: readonly RuleResult[]): ValidationReport {
  const count = (status: RuleResult['status']) => rules.filter((rule) => rule.status === status).length;
  return {
    rows,
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    rejected: count('rejected'),
    unchecked: count('unchecked'),
    rules,
  };
}

function refuse(rules: readonly RuleResult[]): void {
  const failed = rules.filter((rule) => rule.status === 'failed');
  if (failed.length === 0) return;
  const more =
    failed.length > 1 ? ` ${failed.length - 1} more ${failed.length === 2 ? 'rule is' : 'rules are'} broken.` : '';
  throw new StageFailure(`${failed[0]!.message}${more}`, {
    kind: 'validation',
    hint: 'Open the report to see every rule. Mend the data, or let the rule warn or reject the rows.',
  });
}

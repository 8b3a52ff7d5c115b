import { defineRun, StageFailure } from '../kernel';
import { checkKey } from './check-key';
import { type DatasetPlan, schemaColumns, tableSql, unparsedCount, unparsedSql } from './dataset-plan';
import { planCsv } from './plan-csv';
import { planParquet } from './plan-parquet';

/** Reads a file into an immutable dataset version; all rows stay inside DuckDB. */
export default defineRun(async (context) => {
  if (!context.dataset)
    throw new StageFailure('No file is chosen.', { kind: 'data', hint: 'Choose a file in the source.' });
  const { request, filePath } = context.dataset;
  const { rules } = request;
  context.progress(0, 3, 'finding types');
  const plan = await (rules.format === 'parquet' ? planParquet : planCsv)(context, request, filePath);
  context.signal.throwIfAborted();
  if (rules.key !== undefined) await checkKey(context.database, plan, rules.key);
  context.signal.throwIfAborted();
  context.progress(1, 3, 'writing rows');
  const unparsed = unparsedCount(plan);
  await context.outputs.table('table', tableSql(plan), {
    schema: { columns: schemaColumns(plan), open: false, ...(rules.key === undefined ? {} : { key: rules.key }) },
    unparsedCount: unparsed,
    summary: { rows: plan.rowCount, columns: plan.columns.length, unparsed },
  });
  context.progress(2, 3, 'listing what did not parse');
  await context.outputs.table('unparsed', unparsedSql(plan), { summary: { unparsed } });
  logReading(context.log, plan, unparsed);
  context.progress(3, 3);
});

function logReading(log: (message: string) => void, plan: DatasetPlan, unparsed: number): void {
  log(`Read ${plan.rowCount.toLocaleString('en')} rows and ${plan.columns.length} columns of ${plan.fileName}.`);
  if (plan.brokenLines && plan.brokenLines.count > 0) {
    log(
      `${plan.brokenLines.count.toLocaleString('en')} lines are no rows and were left out; “Unparsed cells” lists them.`,
    );
  }
  for (const { name, type, misfit } of plan.columns) {
    if (misfit && misfit.count > 0)
      log(`${misfit.count.toLocaleString('en')} values of ${name} are not ${type} and read as missing.`);
  }
  if (unparsed > 0) log('Open the port “Unparsed cells” to see each of them with its line.');
}

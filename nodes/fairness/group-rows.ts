import { crossGroups, type Grouping, GroupingError, groupNumbers, groupTexts } from '@/server/fairness';
import { findColumn, type RunContext, StageFailure } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import type { RowsToJudge } from './read-rows';
import { type Config, readCuts, type SliceSettings } from './settings';

/** The groups of one slice: by a column, or by a pair of columns. */
export async function groupRows(
  { database }: RunContext<Config>,
  { groups, table, rows }: RowsToJudge,
  slice: SliceSettings,
): Promise<Grouping> {
  const byColumn = async (name: string): Promise<Grouping> => {
    const column = findColumn(table.schema, name);
    if (!column) {
      throw new StageFailure(`The rows to judge have no column ${name} to group them by.`, {
        kind: 'data',
        hint: 'Choose a column that is there, or wire a table that has it to “Rows to judge”, and the prepared one to “The same rows as the model reads them”.',
      });
    }
    const value = sqlName(name);
    if (column.type === 'int' || column.type === 'float') {
      const [values = new Float64Array(rows).fill(Number.NaN)] = await database.doubles(
        `select ${value}::double as "value" from ${groups}`,
        ['value'],
      );
      const cuts = readCuts(slice.cuts);
      return groupNumbers(name, values, { count: slice.bins, cuts: typeof cuts === 'string' ? [] : cuts });
    }
    return groupTexts(name, await database.texts(`select ${value}::varchar as "value" from ${groups}`, 'value'));
  };
  const first = await byColumn(slice.column);
  return slice.crossed === '' ? first : crossGroups(first, await byColumn(slice.crossed));
}

/** What is wrong with a grouping is wrong with the data or a setting, and fails the run with its words. */
export async function orFail<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GroupingError)) throw error;
    throw new StageFailure(error.message, { kind: 'data', hint: error.hint });
  }
}

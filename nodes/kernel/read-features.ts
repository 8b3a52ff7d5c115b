import { type StageDatabase, StageFailure, type TableHandle } from './define-run';
import { lookupSql } from './expr/functions/lookup';
import { sqlName, sqlText } from './expr/sql-text';
import { type Column, PARTITION_COLUMN, type Partition } from './schema';
import type { FeatureColumn } from './trained-model';

/** The columns of a table as a model reads them, with the component names of vectors. */
export function featureColumnsOf(table: TableHandle, columns: readonly Column[]): FeatureColumn[] {
  return columns.map(({ name, type }) => {
    if (type !== 'vector') return { column: name, type };
    const components = table.components?.[name];
    if (!components) throw new Error(`the components of the vector column ${name} are not known`);
    return { column: name, type, components };
  });
}

/** Table rows of one part whose target is there, in the order of the file. */
export function labelledRows(table: TableHandle, target: string, part: Partition | null): string {
  const inPart = part === null ? 'true' : `${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}`;
  return `read_parquet(${sqlText(table.path)}) where ${inPart} and ${sqlName(target)} is not null`;
}

/** The same rows, or all of the table, with their place in the file, from 0, as the column file_row_number. */
export function numberedRows({ path }: TableHandle, rows = `read_parquet(${sqlText(path)})`): string {
  return rows.replace(`read_parquet(${sqlText(path)})`, `read_parquet(${sqlText(path)}, file_row_number = true)`);
}

/** One array of doubles per number the model reads; null is NaN, and so is a text that is none of the categories. */
export async function readFeatures(
  database: StageDatabase,
  features: readonly FeatureColumn[],
  rows: string,
): Promise<Float64Array[]> {
  const columns = features.map((feature) => `${asDouble(feature)} as ${sqlName(feature.column)}`);
  // A vector without components (no category was seen) has nothing to read.
  const read = features.filter(({ components }) => components === undefined || components.length > 0);
  const arrays = await database.doubles(
    `select ${columns.join(', ')} from ${rows}`,
    read.map(({ column }) => column),
  );
  const wanted = read.reduce((sum, { components }) => sum + (components?.length ?? 1), 0);
  if (arrays.length !== wanted) throw new Error(`read ${arrays.length} columns of doubles, expected ${wanted}`);
  return arrays;
}

function asDouble({ column, type, categories }: FeatureColumn): string {
  const name = sqlName(column);
  if (categories) {
    const codes = categories.map((_, code) => code);
    return lookupSql(name, categories, codes, false);
  }
  switch (type) {
    case 'bool':
      return `${name}::int::double`;
    case 'int':
    case 'float':
      return `${name}::double`;
    case 'vector':
      return name;
    default:
      throw new StageFailure(`A model reads numbers; ${column} is ${type}.`, {
        kind: 'data',
        hint: 'Put an Encode node before, or leave the column out of the features.',
      });
  }
}

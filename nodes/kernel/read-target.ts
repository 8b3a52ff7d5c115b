import type { StageDatabase } from './define-run';
import { sqlName } from './expr/sql-text';
import type { Column } from './schema';

/** The target as a trainer reads it: class index (−1 for a class not among them) or value. */
export async function readTarget(
  database: StageDatabase,
  target: Column,
  found: { readonly task: 'classification' | 'regression'; readonly classes?: readonly string[] },
  rows: string,
): Promise<Float64Array> {
  const name = sqlName(target.name);
  if (found.task === 'regression') {
    const value = target.type === 'bool' ? `${name}::int::double` : `${name}::double`;
    return (await database.doubles(`select ${value} as target from ${rows}`, ['target']))[0] ?? new Float64Array();
  }
  const values = await database.texts(`select ${name}::varchar as target from ${rows}`, 'target');
  const index = new Map(found.classes!.map((value, position) => [value, position]));
  return Float64Array.from(values, (value) => index.get(value ?? '') ?? -1);
}

import { type StageDatabase, StageFailure } from '../define-run';
import { sqlName } from '../expr/sql-text';
import type { FeatureColumn } from '../trained-model';

/** Far more than any text has that says something about rows it was not seen in. */
const MOST_CATEGORIES = 100_000;

/** Gives every text column its categories: the texts of the training rows, in the order of their letters. */
export async function withCategories(
  database: StageDatabase,
  features: readonly FeatureColumn[],
  rows: string,
): Promise<FeatureColumn[]> {
  const found: FeatureColumn[] = [];
  for (const feature of features) {
    const isText = feature.type === 'text';
    found.push(isText ? { ...feature, categories: await readCategories(database, feature.column, rows) } : feature);
  }
  return found;
}

async function readCategories(database: StageDatabase, column: string, rows: string): Promise<string[]> {
  const name = sqlName(column);
  const texts = await database.texts(
    `select distinct ${name} as category from ${rows} and ${name} is not null order by category limit ${MOST_CATEGORIES + 1}`,
    'category',
  );
  if (texts.length > MOST_CATEGORIES) {
    const most = MOST_CATEGORIES.toLocaleString('en');
    throw new StageFailure(`${column} has more than ${most} different texts in the training rows.`, {
      kind: 'data',
      hint: 'A text that is different in almost every row says nothing about others: leave it out of the features, or make categories of it by a formula.',
    });
  }
  return texts as string[];
}

/** Number of categories by the index of the number that the model reads. */
export function categoryCounts(features: readonly FeatureColumn[]): ReadonlyMap<number, number> | undefined {
  const counts = features.flatMap(
    ({ components, categories }) => components?.map(() => undefined) ?? [categories?.length],
  );
  const found = counts.flatMap((count, index) => (count === undefined ? [] : [[index, count] as const]));
  return found.length > 0 ? new Map(found) : undefined;
}

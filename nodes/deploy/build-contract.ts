import type { ContractColumn, EndpointReference } from '@/server/compiler/emit/onnx';
import type { RequestColumn } from '@/server/compiler/emit/serve-plan';
import { buildCategoricalReference, buildNumericReference, type DriftReference } from '@/server/monitoring/drift';
import type { ColumnValues } from './read-columns';

const MOST_CATEGORIES = 20;
const TRUTH = ['false', 'true'];

/** A request column with what the training rows had in it. */
export function contractColumn(column: RequestColumn, seen: ColumnValues): ContractColumn {
  if (seen.kind === 'texts') {
    const counts = new Map<string, number>();
    for (const text of seen.values) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
    const frequent = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([text]) => text);
    return {
      ...column,
      categories: frequent.slice(0, MOST_CATEGORIES),
      ...(frequent.length > MOST_CATEGORIES && { moreCategories: true }),
      example: frequent[0] ?? (column.nullable ? null : 'text'),
    };
  }
  const present = seen.values.filter((value) => !Number.isNaN(value)).sort();
  const shown = (value: number | undefined) => (value === undefined ? undefined : shownAs(column.type, value));
  const [least, middle, greatest] = [shown(present[0]), shown(present[present.length >> 1]), shown(present.at(-1))];
  const ranged = column.type !== 'bool' && typeof least !== 'boolean' && typeof greatest !== 'boolean';
  return {
    ...column,
    ...(ranged && least !== undefined && greatest !== undefined && { range: [least, greatest] as const }),
    example: middle ?? (column.nullable ? null : shownAs(column.type, 0)),
  };
}

function shownAs(type: RequestColumn['type'], value: number): number | string | boolean {
  switch (type) {
    case 'bool':
      return value === 1;
    case 'date':
      return new Date(value * 86_400_000).toISOString().slice(0, 10);
    case 'timestamp':
      return new Date(value / 1000).toISOString();
    case 'int':
      return Number.isSafeInteger(value) ? value : String(BigInt(value));
    default:
      return value;
  }
}

/** Distribution of a request column, as drift is measured against. */
export function columnReference(column: RequestColumn, seen: ColumnValues): DriftReference {
  if (seen.kind === 'texts') return buildCategoricalReference(seen.values);
  if (column.type !== 'bool') return buildNumericReference(seen.values);
  return buildCategoricalReference(Array.from(seen.values, (value) => TRUTH[value] ?? null));
}

/** Distribution of what the model says of its training rows. */
export function answerReference(
  scores: Float64Array,
  classes: readonly (string | null)[] | undefined,
): Pick<EndpointReference, 'score' | 'prediction'> {
  return {
    score: buildNumericReference(scores, { includeNullBin: false }),
    ...(classes && { prediction: buildCategoricalReference(classes, { includeNullBin: false }) }),
  };
}

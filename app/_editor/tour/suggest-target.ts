import type { Column, TableSchema } from '@/nodes/kernel/schema';
import { isNumeric } from '@/nodes/kernel/schema';
import type { ColumnProfile, TableProfile } from '@/server/worker/reader/profile';

/** A column that a model could predict, and why it is proposed. */
export interface TargetSuggestion {
  readonly column: string;
  /** `classes`: it has few values; `number`: an amount. */
  readonly kind: 'classes' | 'number';
  readonly why: string;
}

const fewValues = 12;
const telling =
  /(^|_)(churn(ed)?|class|status|target|label|outcome|default(ed)?|survived|species|price|response|y|grade|risk)$/i;

/** Columns worth predicting, the likeliest first: those with few values, and those whose name says so. */
export function suggestTargets(schema: TableSchema, profile?: TableProfile, limit = 3): TargetSuggestion[] {
  const last = schema.columns.length - 1;
  const scored = schema.columns.map((column, index) => {
    const known = profile?.columns.find(({ name }) => name === column.name);
    const atEdge = index === 0 || index === last ? 1 : 0;
    return { ...judge(column, known, profile?.rowCount), atEdge, column };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score + b.atEdge - (a.score + a.atEdge))
    .slice(0, limit)
    .map(({ column, kind, why }) => ({ column: column.name, kind, why }));
}

/** How a column would be predicted. */
export const kindOf = (column: Column, profile?: TableProfile): TargetSuggestion['kind'] =>
  judge(
    column,
    profile?.columns.find(({ name }) => name === column.name),
    profile?.rowCount,
  ).kind;

function judge(column: Column, profile: ColumnProfile | undefined, rowCount = 0) {
  const named = telling.test(column.name) ? 4 : 0;
  const gaps = profile && rowCount > 0 ? (profile.missing / rowCount) * 4 : 0;
  // The count is approximate: two values may be counted as three.
  const distinct = profile?.distinct;
  const hasFew = distinct === undefined ? column.type === 'bool' : distinct >= 2 && distinct <= fewValues;
  if (hasFew && column.type !== 'float')
    return {
      // A number with few values is as often a count or a flag.
      score: named + (isNumeric(column.type) ? 2 : 3) - (distinct ?? 2) / fewValues - gaps,
      kind: 'classes' as const,
      why: classWords(profile, rowCount),
    };
  if (isNumeric(column.type))
    return { score: named > 0 ? named + 0.5 - gaps : 0, kind: 'number' as const, why: rangeWords(profile) };
  return { score: distinct === undefined ? named : 0, kind: 'classes' as const, why: 'The name says so.' };
}

function classWords(profile: ColumnProfile | undefined, rowCount: number): string {
  const top = profile?.top ?? [];
  if (top.length === 0)
    return profile?.min == null
      ? 'Few values: each is a class.'
      : `Few values, ${profile.min} to ${profile.max}: each is a class.`;
  const shown = top
    .slice(0, 3)
    .map(({ value, count }) => `${value} ${Math.round((count / Math.max(1, rowCount)) * 100)} %`);
  return `${top.length} values: ${shown.join(', ')}${top.length > 3 ? ' …' : ''}`;
}

function rangeWords(profile: ColumnProfile | undefined): string {
  if (typeof profile?.min !== 'number' || typeof profile.max !== 'number') return 'A number.';
  const written = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
  return `A number, ${written(profile.min)} to ${written(profile.max)}`;
}

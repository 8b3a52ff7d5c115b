import type { GridColumn, GridValue, ColumnProfile as ShownProfile } from '@/app/_ui/data-grid';
import { formatFigure } from '@/app/_ui/figures';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { ColumnProfile, TableProfile } from '@/server/worker/reader/profile';
import type { ColumnDrift } from '@/server/worker/reader/profile-drift';
import type { PageColumn } from './arrow-page';
import { columnNotes } from './column-notes';
import { VectorCell } from './vector-cell';

export interface AboutColumns {
  readonly profile: TableProfile | undefined;
  /** Against the run before. */
  readonly drift: readonly ColumnDrift[] | undefined;
  readonly schema: TableSchema | undefined;
  readonly changed: ReadonlySet<string>;
}

/** Columns as the grid shows them: type, profile, and whether this node made or changed them. */
export function gridColumns(columns: readonly PageColumn[], about: AboutColumns): GridColumn[] {
  const { profile, drift, schema, changed } = about;
  const profiles = new Map(profile?.columns.map((each) => [each.name, each]));
  const drifts = new Map(drift?.map((each) => [each.name, each]));
  return columns.map((column): GridColumn => {
    const known = profiles.get(column.name);
    const { name, type, components } = column;
    return {
      name,
      type,
      ...(schema?.key === name ? { isKey: true } : {}),
      ...(known ? { profile: shownProfile(known, profile?.rowCount ?? 0, drifts.get(name)) } : {}),
      ...(changed.has(name) ? { changed: true } : {}),
      ...(type === 'vector'
        ? { width: 220, render: (value: GridValue) => <VectorCell value={value} components={components} /> }
        : {}),
    };
  });
}

function shownProfile(profile: ColumnProfile, rowCount: number, drift: ColumnDrift | undefined): ShownProfile {
  const { missing, distinct, histogram, top } = profile;
  const present = Math.max(1, rowCount - missing);
  const commonest = top?.[0];
  return {
    missing,
    distinct,
    ...(histogram ? { bins: histogram } : top ? { bins: top.map((value) => value.count) } : {}),
    ...(profile.min === undefined || profile.min === null ? {} : { low: endWords(profile.min, profile.type) }),
    ...(profile.max === undefined || profile.max === null ? {} : { high: endWords(profile.max, profile.type) }),
    ...(commonest ? { topShare: commonest.count / present } : {}),
    ...warningOf(profile, rowCount, drift),
  };
}

const endWords = (value: number | string, type: string): string =>
  typeof value === 'number'
    ? formatFigure(value, 5)
    : type === 'date'
      ? value.slice(0, 10)
      : value.slice(0, 16).replace('T', ' ');

/** Below the shape there is room for one: drift first, then what is odd about the column. */
function warningOf(
  profile: ColumnProfile,
  rowCount: number,
  drift: ColumnDrift | undefined,
): Pick<ShownProfile, 'warning'> {
  const [note] = columnNotes(profile, rowCount, drift);
  return note ? { warning: note } : {};
}

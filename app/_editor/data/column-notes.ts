import { formatFigure, formatInteger } from '@/app/_ui/figures';
import type { ColumnProfile } from '@/server/worker/reader/profile';
import type { ColumnDrift } from '@/server/worker/reader/profile-drift';

/** Something about a column that a person should know. */
export interface ColumnNote {
  readonly words: string;
  readonly title: string;
  readonly isBad: boolean;
}

/** What is odd about a column, the gravest first; nothing for most. */
export function columnNotes(profile: ColumnProfile, rowCount: number, drift: ColumnDrift | undefined): ColumnNote[] {
  const { missing, infinite, sameAs, name, type } = profile;
  const notes: ColumnNote[] = [];
  if (drift && (drift.status === 'drifted' || drift.status === 'warning')) {
    const psi = drift.psi === null ? '' : ` PSI ${formatFigure(drift.psi, 2)}`;
    notes.push({
      words: drift.status === 'drifted' ? `drifted${psi}` : `shifted${psi}`,
      title: `Against the run before: ${drift.sentence}`,
      isBad: drift.status === 'drifted',
    });
  }
  if (rowCount > 0 && missing === rowCount) {
    const title =
      type === 'text' ? `${name} has no value in any row, so it is read as text.` : `${name} has no value in any row.`;
    notes.push({ words: 'all missing', title, isBad: true });
  }
  if (infinite !== undefined && infinite > 0)
    notes.push({
      words: `${formatInteger(infinite)} infinite`,
      title: `${formatInteger(infinite)} values of ${name} are infinite; its range and mean leave them out.`,
      isBad: true,
    });
  if (sameAs !== undefined && missing < rowCount)
    notes.push({
      words: `same as ${sameAs}`,
      title: `${name} holds in every row what ${sameAs} holds: one of them tells a model nothing.`,
      isBad: false,
    });
  return notes;
}

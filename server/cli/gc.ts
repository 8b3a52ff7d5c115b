import type { Database } from '@/server/db/client';
import { formatBytes } from '@/server/store/disk';
import { openStore } from '@/server/store/disk-store';
import { collectGarbage, defaultGc, type GcReport } from '@/server/store/gc';

/** `sluice gc [--dry-run] [--keep-runs N]`: removes results that nothing reaches. */
export async function runGc(
  database: Database,
  home: string,
  options: { readonly dryRun?: boolean; readonly keepRuns?: number } = {},
): Promise<GcReport> {
  const { dryRun = defaultGc.dryRun, keepRuns = defaultGc.keepRuns } = options;
  return collectGarbage(database, openStore(home), { ...defaultGc, dryRun, keepRuns });
}

/** What was done, in a sentence or two. */
export function describeGc({ dryRun, artifacts, uploads, leftovers, freedBytes }: GcReport): string {
  const verb = dryRun ? 'Would remove' : 'Removed';
  return `${verb} ${artifacts.removed} results, ${uploads.removed} uploaded files and ${leftovers} leftovers (${formatBytes(freedBytes)}). ${artifacts.kept} results and ${uploads.kept} files stay.`;
}

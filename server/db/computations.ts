import type { ArtifactMeta } from '@/drizzle/schema/execution';
import type { StageProgress, StageSummary } from '@/nodes/kernel/define-run';
import type { ArtifactKind } from '@/server/compiler/emit/run-spec';
import type { WantedStage } from '@/server/executor/work-of';
import type { Database } from './client';
import type { StageError } from './runs';

type HasSql = Pick<Database, 'sql'>;

/** An artifact as it is found, or as it is to be published. */
export interface PublishedArtifact {
  readonly kind: ArtifactKind;
  readonly hash: string;
  readonly sizeBytes: number;
  readonly meta: ArtifactMeta;
}

/** Work that this worker holds. */
export interface Claim {
  readonly id: string;
  /** The fence: what was published under an older attempt does not count. */
  readonly attempt: number;
  /** Earlier failures of the environment. */
  readonly tries: number;
  readonly stage: WantedStage;
  /** The run was started with Publish. */
  readonly publish: boolean;
  readonly title: string;
  readonly runId: string | null;
  readonly runNumber: number | null;
  readonly inputs: Readonly<Record<string, PublishedArtifact>>;
  /** Keys of its outputs that are in the catalogue already. */
  readonly known: readonly string[];
}

export interface Finished {
  readonly id: string;
  readonly attempt: number;
  readonly outcome: 'ran' | 'equal inputs' | 'already there';
  /** Replaces why the stage ran. */
  readonly reason?: string;
  readonly summary?: StageSummary;
  readonly artifacts: readonly (PublishedArtifact & { readonly key: string })[];
}

/** Takes what is ready among `ids`; what is not returned was not to be had. */
export async function claimComputations({ sql }: HasSql, worker: string, ids: readonly string[]): Promise<Claim[]> {
  return sql<Claim[]>`
    select id, attempt, tries, stage, publish, title, run_id as "runId", run_number as "runNumber", inputs, known
    from sluice_claim(${worker}, ${[...ids]})`;
}

/** Publishes and ends; returns the ids that were still this worker's to end. */
export async function finishComputations(
  { sql }: HasSql,
  worker: string,
  ends: readonly Finished[],
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`select sluice_finish(${worker}, ${JSON.stringify(ends)}::text::jsonb) as id`;
  return new Set(rows.map((row) => row.id));
}

/** Takes up to `most` of whatever is ready, the longest ready first. */
export async function claimReady({ sql }: HasSql, worker: string, most: number): Promise<Claim[]> {
  return sql<Claim[]>`
    select id, attempt, tries, stage, publish, title, run_id as "runId", run_number as "runNumber", inputs, known
    from sluice_claim_ready(${worker}, ${most})`;
}

export interface Failure {
  readonly id: string;
  readonly attempt: number;
  readonly error: StageError;
  /** Absent: for good. */
  readonly retryAfterMs?: number;
  /** What it wrote before it was refused. */
  readonly artifacts?: Finished['artifacts'];
}

export async function failComputation({ sql }: HasSql, worker: string, failure: Failure): Promise<boolean> {
  const retryAfter = failure.retryAfterMs === undefined ? null : `${failure.retryAfterMs} milliseconds`;
  const [row] = await sql<{ accepted: boolean }[]>`
    select sluice_fail(${worker}, ${failure.id}, ${failure.attempt}, ${JSON.stringify(failure.error)}::text::jsonb,
      ${retryAfter}::interval, ${JSON.stringify(failure.artifacts ?? [])}::text::jsonb) as accepted`;
  return row!.accepted;
}

export interface ProgressNote {
  readonly id: string;
  readonly attempt: number;
  readonly progress: StageProgress;
}

export async function noteProgress({ sql }: HasSql, worker: string, notes: readonly ProgressNote[]): Promise<void> {
  await sql`select sluice_progress(${worker}, ${JSON.stringify(notes)}::text::jsonb)`;
}

export interface LogLine {
  readonly computationId: string;
  readonly attempt: number;
  readonly level: 'info' | 'error';
  readonly message: string;
}

export async function insertLogs({ sql }: HasSql, lines: readonly LogLine[]): Promise<void> {
  await sql`
    insert into stage_logs (computation_id, attempt, level, message)
    select l."computationId", l.attempt, l.level, l.message
    from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb)
      as l("computationId" text, attempt integer, level text, message text)`;
}

/** Why imports of datasets failed, for those that did. */
export async function readImportErrors(
  { sql }: HasSql,
  keys: readonly string[],
): Promise<{ key: string; error: StageError }[]> {
  if (keys.length === 0) return [];
  return sql<{ key: string; error: StageError }[]>`
    select stage #>> '{dataset,key}' as key, error from computations
    where stage ? 'dataset' and stage #>> '{dataset,key}' = any(${[...keys]}) and state = 'failed' and error is not null`;
}

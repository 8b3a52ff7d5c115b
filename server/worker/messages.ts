import type { PortCount } from '@/drizzle/schema/execution';
import type { StageProgress } from '@/nodes/kernel/define-run';
import type { StageError } from '@/server/db/runs';
import type { CountWork } from '@/server/executor/count-ports';
import type { StageResult, StageWork } from '@/server/executor/stage-work';

/** What a worker tells a stage process. */
export type ToChild =
  | { readonly type: 'run'; readonly work: StageWork }
  | { readonly type: 'count'; readonly work: CountWork }
  | { readonly type: 'cancel' };

/** What a stage process answers; one of the last four ends the work. */
export type FromChild =
  | { readonly type: 'ready' }
  | ({ readonly type: 'progress' } & StageProgress)
  | { readonly type: 'log'; readonly message: string }
  | { readonly type: 'done'; readonly result: StageResult }
  | { readonly type: 'counted'; readonly counts: Record<string, PortCount> }
  | {
      readonly type: 'failed';
      readonly error: StageError;
      /** For the server's log only. */
      readonly stack: string;
      readonly damagedArtifact?: string;
      readonly artifacts: StageResult['artifacts'];
    }
  | { readonly type: 'cancelled' };

export type Ending = Extract<FromChild, { type: 'done' | 'counted' | 'failed' | 'cancelled' }>;

import { StageFailure } from '@/nodes/kernel/define-run';
import type { StageError } from '@/server/db/runs';
import { toAppError } from '@/server/errors';

const retryDelaysMs = [1_000, 5_000];

/** Retries follow blame: the user's fault none, the environment's with back-off (three attempts), a bug none. */
export function retryDelayMs(error: Pick<StageError, 'blame' | 'code'>, earlierTries: number): number | undefined {
  if (error.blame !== 'environment' || hopeless.has(error.code)) return undefined;
  return retryDelaysMs[earlierTries];
}

/** Trying again cannot help: an input has to be computed anew first. */
const hopeless = new Set(['input_missing', 'artifact_damaged']);

/** What people see of any error of a stage; cause and stack stay here. */
export function stageError(thrown: unknown): StageError {
  if (thrown instanceof StageFailure) {
    const { hint, kind } = thrown.details;
    return {
      code: `refused_${kind}`,
      message: thrown.message,
      blame: 'user',
      kind,
      ...(hint === undefined ? {} : { hint }),
    };
  }
  const { code, message, blame, hint } = toAppError(thrown);
  return { code, message, blame, ...(hint === undefined ? {} : { hint }) };
}

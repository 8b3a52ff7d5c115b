import { StageFailure } from '@/nodes/kernel/define-run';
import { AppError } from '@/server/errors';

/** What DuckDB's error means for the person who waits; its SQL stays in the log. */
export function explainFailure(thrown: unknown, sql: string): Error {
  if (thrown instanceof AppError || thrown instanceof StageFailure) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const cause = new Error(`${message}\n${sql}`, { cause: thrown });
  if (/interrupt/i.test(message) || (thrown instanceof Error && thrown.name === 'AbortError')) {
    return new AppError({ code: 'cancelled', blame: 'user', message: 'Cancelled.', cause });
  }
  if (/no space left on device/i.test(message)) {
    return Object.assign(new Error(message, { cause }), { code: 'ENOSPC' });
  }
  if (/out of memory/i.test(message)) {
    return new AppError({
      code: 'memory_limit',
      blame: 'user',
      message: 'The query needs more memory than a stage may use.',
      hint: 'Keep fewer columns or rows before this step, or give stages more memory.',
      cause,
    });
  }
  if (/^(permission error|io error: cannot open)/i.test(message)) {
    return new AppError({
      code: 'file_unreadable',
      blame: 'environment',
      message: 'A file of this stage cannot be read.',
      hint: 'Check that SLUICE_HOME is complete and readable.',
      cause,
    });
  }
  return new AppError({
    code: 'query_failed',
    blame: 'bug',
    message: `The database engine refused a query: ${firstLine(message)}`,
    cause,
  });
}

const firstLine = (text: string): string => text.split('\n', 1)[0]!;

import { AppError, consequences, type ErrorPlace, toAppError } from '../errors';

/** Codes that only HTTP knows. */
const STATUSES: Readonly<Record<string, number>> = { method_not_allowed: 405, unsupported_media_type: 415 };

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** `row` counts from 0, as in the request. */
  readonly place?: ErrorPlace;
}

/** An error the caller can mend. */
export const refusal = (problem: Problem): AppError => new AppError({ ...problem, blame: 'user' });

/** Several things wrong with one request: the first speaks for all, the others come along. */
export class RequestProblems extends AppError {
  constructor(readonly problems: readonly Problem[]) {
    super({ ...problems[0]!, blame: 'user' });
  }
}

/** Status and body of any thrown value. */
export function errorAnswer(thrown: unknown): {
  status: number;
  body: { error: Problem; problems?: readonly Problem[] };
} {
  const error = toAppError(thrown);
  const { code, message, hint, place } = error;
  const body = { error: { code, message, ...(hint && { hint }), ...(place && { place }) } };
  const problems = error instanceof RequestProblems && error.problems.length > 1 ? { problems: error.problems } : {};
  return { status: STATUSES[code] ?? consequences(error).httpStatus, body: { ...body, ...problems } };
}

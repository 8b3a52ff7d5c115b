import { type AppError, consequences, toAppError, toWire } from '../errors';
import { httpStatus } from './http-status';

/** Runs a plain route handler; what it throws becomes `{ error }` with the status of its blame. */
export async function answerErrors(path: string, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (thrown) {
    const error: AppError = toAppError(thrown);
    if (consequences(error).logLevel === 'error') console.error(`[api] ${path}`, thrown);
    return Response.json({ error: toWire(error) }, { status: httpStatus(error) });
  }
}

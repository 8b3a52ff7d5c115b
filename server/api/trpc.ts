import { initTRPC, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { AppError, toAppError, toWire } from '../errors';
import type { CallContext } from './context';
import { httpStatus } from './http-status';
import { refuseForeignOrigin } from './request-origin';

const t = initTRPC.context<CallContext>().create({
  // Proxies and browsers drop a silent stream; a ping also notices a client that is gone.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 45_000 } },
  errorFormatter({ shape, error }) {
    const app = toWire(appErrorOf(error));
    return {
      ...shape,
      message: app.message,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, path: shape.data.path, app },
    };
  },
});

/** Every procedure refuses other sites' mutations, and says what an AppError says. */
export const procedure = t.procedure.use(async ({ ctx, type, next }) => {
  if (type === 'mutation' && ctx.request !== undefined) {
    try {
      refuseForeignOrigin(ctx.request, ctx.env);
    } catch (thrown) {
      throw asTrpcError(toAppError(thrown));
    }
  }
  const result = await next();
  if (result.ok || result.error.code !== 'INTERNAL_SERVER_ERROR') return result;
  throw asTrpcError(appErrorOf(result.error));
});

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** What a failed call tells; anything nobody foresaw is a bug. */
export function appErrorOf(error: TRPCError): AppError {
  if (error.cause instanceof z.ZodError) {
    return new AppError({ code: 'invalid', blame: 'user', message: sentence(error.cause), cause: error.cause });
  }
  if (error.code === 'NOT_FOUND' && error.cause === undefined) {
    return new AppError({ code: 'not_found', blame: 'user', message: error.message, cause: error });
  }
  if (error.code !== 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof AppError)) {
    return new AppError({ code: 'malformed', blame: 'user', message: error.message, cause: error });
  }
  return toAppError(error.cause ?? error);
}

function sentence(error: z.ZodError): string {
  const issues = error.issues.slice(0, 5).map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  return `The request does not fit: ${issues.join('; ')}.`;
}

function asTrpcError(error: AppError): TRPCError {
  const code = codesByStatus[httpStatus(error)] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, message: error.message, cause: error });
}

const codesByStatus: Readonly<Record<number, TRPCError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  503: 'SERVICE_UNAVAILABLE',
};

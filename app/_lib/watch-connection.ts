import { TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { connection } from '@/app/_frame/connection/connection';
import type { AppRouter } from '@/server/api/root';

/** Tells of calls that did not reach the server, and of those that did. What the server itself refuses has reached it. */
export const watchConnection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op).subscribe({
        next(value) {
          const { result } = value;
          if (result.type !== 'state') connection.reached();
          else if (result.state === 'connecting' && result.error) connection.suspect();
          observer.next(value);
        },
        error(error) {
          if (hasNotReached(error) && !op.signal?.aborted) connection.suspect();
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );

const hasNotReached = (error: unknown): boolean => error instanceof TRPCClientError && !error.data;

import type { Database } from './client';

type HasSql = Pick<Database, 'sql'>;

/** Says that a worker lives, and under which names it locks jobs of the queue. */
export async function beat({ sql }: HasSql, worker: string, queueIds: readonly string[]): Promise<void> {
  await sql`select sluice_heartbeat(${worker}, ${[...queueIds]})`;
}

/** Gives back what a worker that stops in good order still holds. */
export async function releaseWorker({ sql }: HasSql, worker: string): Promise<void> {
  await sql`select sluice_release(${[worker]}::uuid[], false)`;
}

/** Frees what dead workers hold and wakes what lost its job; returns how much there was. */
export async function sweep({ sql }: HasSql, staleAfterMs: number): Promise<number> {
  const [row] = await sql<
    { swept: number }[]
  >`select sluice_sweep(${`${staleAfterMs} milliseconds`}::interval) as swept`;
  return row!.swept;
}

/** Gives back what the database believes this living worker holds and it does not. */
export async function reconcile({ sql }: HasSql, worker: string, held: readonly string[]): Promise<void> {
  await sql`select sluice_reconcile(${worker}, ${[...held]}::text[])`;
}

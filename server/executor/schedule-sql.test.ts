import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/server/db/client';
import { claimComputations, failComputation, finishComputations } from '@/server/db/computations';
import { insertRun } from '@/server/db/runs';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import { cancelRun } from './cancel-run';
import { eventOf, startEvent } from './drive-schedule';
import { emptySchedule, reduce, type Schedule, type ScheduleEvent } from './schedule';
import { dag, step } from './schedule.arbitrary';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase(testDatabase.url, { maxConnections: 4 });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Plays events in SQL; names of computations get a prefix, so that examples share a database. */
class SqlMachine {
  readonly runs = new Map<string, string>();
  constructor(readonly prefix: string) {}

  async apply(event: ScheduleEvent): Promise<void> {
    const { sql } = database;
    const name = (id: string) => `${this.prefix}${id}`;
    switch (event.kind) {
      case 'start': {
        const waiting = event.stages.filter((stage) => stage.state === 'waiting');
        const { id } = await sql.begin((tx) =>
          insertRun(tx, {
            run: {
              document: { nodes: {} } as never,
              spec: {} as never,
              parameters: {},
              pipelineId: null,
              versionId: null,
              publish: false,
            },
            stages: event.stages.map((s) => ({
              stageId: s.id,
              computationId: name(s.computation),
              state: s.state,
              reason: '',
            })),
            wanted: waiting.map((s) => ({
              id: name(s.computation),
              stage: { node: s.id, inputs: [], outputs: [] } as never,
            })),
            waits: event.waits.map((wait) => ({ parent: name(wait.parent), child: name(wait.child) })),
          }),
        );
        this.runs.set(event.run, id);
        return;
      }
      case 'claim':
        await claimComputations(database, event.worker, [name(event.computation)]);
        return;
      case 'finish':
        await finishComputations(database, event.worker, [
          { id: name(event.computation), attempt: event.attempt, outcome: 'ran', artifacts: [] },
        ]);
        return;
      case 'fail':
        await failComputation(database, event.worker, {
          id: name(event.computation),
          attempt: event.attempt,
          error: { code: 'x', message: 'x', blame: 'user' },
          ...(event.retry ? { retryAfterMs: 0 } : {}),
        });
        return;
      case 'cancel':
        await cancelRun(database, this.runs.get(event.run)!);
        return;
      case 'lose':
        await sql`select sluice_release(${[event.worker]}::uuid[], false)`;
    }
  }

  async read() {
    const { sql } = database;
    const computations = await sql<{ id: string; state: string; attempt: number; pending: number; waits: number }[]>`
      select c.id, c.state, c.attempt, c.pending,
        (select count(*)::int from computation_dependencies d where d.child = c.id) as waits
      from computations c where starts_with(c.id, ${this.prefix})`;
    const stages = await sql<{ run: string; runState: string; remaining: number; stage: string; state: string }[]>`
      select r.id as run, r.state as "runState", r.remaining, s.stage_id as stage, s.state
      from runs r join run_stages s on s.run_id = r.id where r.id = any(${[...this.runs.values()]})`;
    return {
      computations: Object.fromEntries(
        computations.map((c) => [c.id.slice(this.prefix.length), `${c.state} ${c.attempt} ${c.pending} ${c.waits}`]),
      ),
      stages: Object.fromEntries(
        stages.map((s) => [
          `${[...this.runs].find(([, id]) => id === s.run)![0]}.${s.stage}`,
          `${s.state} of ${s.runState} ${s.remaining}`,
        ]),
      ),
    };
  }
}

function expected(schedule: Schedule) {
  const live = new Set(['waiting', 'queued', 'running']);
  return {
    computations: Object.fromEntries(
      [...schedule.computations].map(([id, c]) => [
        id,
        `${c.state} ${c.attempt} ${c.waitsFor.size} ${c.waitsFor.size}`,
      ]),
    ),
    stages: Object.fromEntries(
      [...schedule.runs].flatMap(([id, run]) => {
        const remaining = [...run.stages.values()].filter((stage) => live.has(stage.state)).length;
        return [...run.stages].map(([stage, { state }]) => [`${id}.${stage}`, `${state} of ${run.state} ${remaining}`]);
      }),
    ),
  };
}

test('the SQL and the reducer end in the same states after every event', async () => {
  let example = 0;
  await fc.assert(
    fc.asyncProperty(dag(8), fc.array(step, { maxLength: 40 }), async (parents, steps) => {
      example += 1;
      const machine = new SqlMachine(`e${example}:`);
      const workers = [randomUUID(), randomUUID()];
      const published = new Set<string>();
      let schedule = emptySchedule;
      const apply = async (event: ScheduleEvent) => {
        const { schedule: after, commands } = reduce(schedule, event);
        schedule = after;
        for (const command of commands) if (command.kind === 'publish') published.add(command.computation);
        await machine.apply(event);
        expect(await machine.read(), JSON.stringify(event)).toEqual(expected(schedule));
      };
      const start = (run: string) => startEvent(run, parents, published);
      await apply(start('r0'));
      for (const random of steps) {
        const event = eventOf(random, schedule, workers, start);
        if (event) await apply(event);
      }
    }),
    { numRuns: 100 },
  );
});

import { EXIT } from './exit-code';
import { describeGc, runGc } from './gc';
import type { Result } from './output';
import type { Command } from './parse-command';
import { withSession } from './session';

/** Removes what no version, deployment or recent run reaches. */
export async function gcCommand({ dryRun, keepRuns }: Extract<Command, { name: 'gc' }>): Promise<Result> {
  return withSession({ worker: false }, async ({ database, env }) => {
    const report = await runGc(database, env.home, { dryRun, ...(keepRuns === undefined ? {} : { keepRuns }) });
    return { exitCode: EXIT.done, json: { gc: report }, text: describeGc(report) };
  });
}

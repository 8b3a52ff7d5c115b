import { fork } from 'node:child_process';
import { join } from 'node:path';
import { announceReady, onStop } from '@/server/boot/child';
import { projectRoot, readEnv } from '@/server/env';
import { AppError, toTerminal } from '@/server/errors';
import { createWorker } from './create-worker';
import { logProblem } from './log-problem';

/** The worker process: a worker, and the reader beside it, which is started again when it dies. */
const env = readEnv();
let isStopping = false;

function keepReader(): { stop(): void } {
  let reader = startReader();
  function startReader() {
    const child = fork(join(projectRoot, 'server/worker/reader/main.ts'), [], {
      cwd: projectRoot,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('exit', (code, signal) => {
      if (isStopping) return;
      logProblem('the reader ended', signal ?? `exit code ${code}`);
      setTimeout(() => {
        if (!isStopping) reader = startReader();
      }, 500);
    });
    return child;
  }
  return { stop: () => reader.kill('SIGKILL') };
}

async function main(): Promise<void> {
  if (env.databaseUrl === undefined) {
    throw new AppError({
      code: 'no_database',
      blame: 'environment',
      message: 'The worker needs a database.',
      hint: 'Set DATABASE_URL, or use `npm start`, which brings one.',
    });
  }
  const reader = env.readerPort === undefined ? undefined : keepReader();
  const worker = await createWorker({
    databaseUrl: env.databaseUrl,
    home: env.home,
    concurrency: env.workerConcurrency,
  });
  onStop(async () => {
    isStopping = true;
    reader?.stop();
    await worker.stop();
  });
  announceReady();
}

main().catch((thrown) => {
  console.error(toTerminal(thrown));
  process.exit(1);
});

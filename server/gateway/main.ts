import { readEnv } from '../env';
import { AppError, toTerminal } from '../errors';
import { artifactFolder } from './artifact-folder';
import { startGateway } from './start-gateway';

/** The serving process: answers until it is told to stop. Tells its parent when it is ready. */
async function main(): Promise<void> {
  const env = readEnv();
  if (env.databaseUrl === undefined) {
    throw new AppError({
      code: 'no_database',
      blame: 'environment',
      message: 'The gateway was not told which database to use.',
      hint: 'Start everything with `npm start`, or set DATABASE_URL.',
    });
  }
  const gateway = await startGateway({
    databaseUrl: env.databaseUrl,
    folderOf: artifactFolder(env.home),
    host: env.host,
    port: env.gatewayPort,
    report: (message) => console.error(`${new Date().toISOString()} ${message}`),
  });
  process.send?.({ type: 'ready', port: gateway.port });
  console.log(`The gateway answers at http://${env.host}:${gateway.port}`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(toTerminal(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
}

main().catch((error: unknown) => {
  console.error(toTerminal(error));
  process.exit(1);
});

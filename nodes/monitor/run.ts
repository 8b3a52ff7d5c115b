import type { PackagedEndpoint } from '@/server/compiler/emit/onnx';
import { openDatabase } from '@/server/db/client';
import { type MonitorSettings, registerMonitor } from '@/server/db/monitors';
import { readEnv } from '@/server/env';
import { AppError } from '@/server/errors';
import { defineRun, StageFailure } from '../kernel';

/** Registers what an endpoint's requests are held against, and when; the checks are jobs of the endpoint. */
export default defineRun<MonitorSettings>(async (context) => {
  const { slug, reference } = await context.inputs.json<PackagedEndpoint>('endpoint');
  const watched = Object.keys(reference.columns).length;
  const { threshold, minRows, everyMinutes, windowHours } = context.config;
  if (!context.publish) {
    context.log(`Would watch ${watched} columns of /endpoints/${slug} every ${everyMinutes} minutes.`);
    return;
  }
  const { databaseUrl } = readEnv();
  if (databaseUrl === undefined) {
    throw new AppError({
      code: 'no_database',
      blame: 'environment',
      message: 'The monitor node was not told which database to register with.',
      hint: 'Set DATABASE_URL.',
    });
  }
  const database = openDatabase(databaseUrl, { maxConnections: 1, applicationName: 'sluice-monitor' });
  try {
    const settings = { threshold, minRows, everyMinutes, windowHours };
    if (!(await registerMonitor(database, slug, settings, reference))) {
      throw new StageFailure(`There is no endpoint “${slug}” to watch.`, { kind: 'data', hint: 'Publish it first.' });
    }
  } finally {
    await database.close();
  }
  context.log(`Watches ${watched} columns of /endpoints/${slug} every ${everyMinutes} minutes.`);
});

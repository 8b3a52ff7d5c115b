import { compileRouter } from './compile';
import { dataRouter } from './data';
import { endpointsRouter } from './endpoints';
import { examplesRouter } from './examples';
import { filesRouter } from './files';
import { homeRouter } from './home';
import { modelsRouter } from './models';
import { pipelinesRouter } from './pipelines';
import { rulesRouter } from './rules';
import { runsRouter } from './runs';
import { specsRouter } from './specs';
import { createCaller, router } from './trpc';
import { versionsRouter } from './versions';
import { whatIfRouter } from './what-if';

export const appRouter = router({
  home: homeRouter,
  pipelines: pipelinesRouter,
  versions: versionsRouter,
  compile: compileRouter,
  runs: runsRouter,
  models: modelsRouter,
  data: dataRouter,
  rules: rulesRouter,
  files: filesRouter,
  examples: examplesRouter,
  endpoints: endpointsRouter,
  specs: specsRouter,
  whatIf: whatIfRouter,
});

/** What the browser knows of the server. */
export type AppRouter = typeof appRouter;

/** Calls procedures inside this process. */
export const callerOf = createCaller(appRouter);

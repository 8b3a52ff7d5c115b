import { createServer } from 'node:http';
import next from 'next';
import { projectRoot, readEnv } from '../env';
import { announceReady, onStop } from './child';

// Not `next start`: that one waits for open event streams when it is asked to end.
const { host, webPort } = readEnv();
const app = next({ dev: false, dir: projectRoot, hostname: host, port: webPort });
const handle = app.getRequestHandler();
await app.prepare();

const server = createServer((request, response) => {
  if (request.url === '/healthz') {
    response.setHeader('content-type', 'text/plain').end('ok\n');
    return;
  }
  void handle(request, response);
});
server.listen(webPort, host, announceReady);

const letRequestsEndMs = 500;
onStop(
  () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), letRequestsEndMs).unref();
    }),
);

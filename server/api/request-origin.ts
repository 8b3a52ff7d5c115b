import type { Env } from '../env';
import { AppError } from '../errors';

/**
 * Refuses what another web site makes a browser send: a foreign Origin, a cross-site fetch, and (while we listen on
 * this machine only) a host name that is not this machine's, which is how DNS rebinding looks. Programs send none of
 * these headers and pass.
 */
export function refuseForeignOrigin({ headers }: Request, { host }: Pick<Env, 'host'>): void {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw foreign(`a ${site} request`);
  const ownHost = headers.get('host');
  const origin = headers.get('origin');
  if (origin !== null && hostOf(origin) !== ownHost) throw foreign(origin);
  if (ownHost !== null && isLoopback(host) && !isLoopback(withoutPort(ownHost))) throw foreign(ownHost);
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);
const isLoopback = (name: string): boolean => loopback.has(name);
const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function foreign(from: string): AppError {
  return new AppError({
    code: 'forbidden',
    blame: 'user',
    message: 'This request came from another web site, so it was refused.',
    place: { from },
    hint: 'Open Sluice at its own address and try again.',
  });
}

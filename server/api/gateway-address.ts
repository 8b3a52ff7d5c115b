import type { CallContext } from './context';

/** The gateway as the caller's browser reaches it: the host of its own request, the gateway's port. */
export function gatewayAddress({ env, request }: Pick<CallContext, 'env' | 'request'>): string {
  const host = request?.headers.get('host')?.replace(/:\d+$/, '');
  const name = host ?? (env.host === '0.0.0.0' ? 'localhost' : env.host);
  return `http://${name}:${env.gatewayPort}`;
}

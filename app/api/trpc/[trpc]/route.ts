import { serveTrpc } from '@/server/api/serve-trpc';

export const dynamic = 'force-dynamic';
export { serveTrpc as GET, serveTrpc as POST };

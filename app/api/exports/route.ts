import { serveExport } from '@/server/api/serve-export';

export const dynamic = 'force-dynamic';
export { serveExport as GET };

import { servePreview } from '@/server/api/serve-preview';

export const dynamic = 'force-dynamic';
export { servePreview as POST };

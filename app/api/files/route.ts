import { serveUpload } from '@/server/api/serve-upload';

export const dynamic = 'force-dynamic';
export { serveUpload as POST, serveUpload as PUT };

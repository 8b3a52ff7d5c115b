import { serveBrowserProblem } from '@/server/api/serve-browser-problem';

export const dynamic = 'force-dynamic';
export { serveBrowserProblem as POST };

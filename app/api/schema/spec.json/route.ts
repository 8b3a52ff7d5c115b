import { specJsonSchema } from '@/server/api/json-schemas';

export const GET = (): Response => Response.json(specJsonSchema());

import { graphJsonSchema } from '@/server/api/json-schemas';

export const GET = (): Response => Response.json(graphJsonSchema());

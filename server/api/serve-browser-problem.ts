import { z } from 'zod';
import { AppError } from '../errors';
import { answerErrors } from './answer-errors';
import { services } from './context';
import { refuseForeignOrigin } from './request-origin';

const longest = 4_000;
const text = z.string().transform((words) => words.slice(0, longest));

const problemSchema = z.object({
  panel: text.optional(),
  message: text,
  stack: text.optional(),
  components: text.optional(),
  page: text,
});

/** `POST /api/browser-problems`: a panel of a page broke; the log is where it can be found later. */
export function serveBrowserProblem(request: Request): Promise<Response> {
  return answerErrors('/api/browser-problems', async () => {
    refuseForeignOrigin(request, services().env);
    const parsed = problemSchema.safeParse(await request.json().catch(() => undefined));
    if (!parsed.success) throw notAProblem();
    console.error(logLine(parsed.data));
    return new Response(null, { status: 204 });
  });
}

/** One entry of the log. What a browser sends may not pass for lines that the server wrote. */
export function logLine({ panel, message, stack, components, page }: z.infer<typeof problemSchema>): string {
  const head = `[browser] ${page}: ${panel ?? 'a panel'} broke: ${message}`;
  return [head, stack, components]
    .filter((part) => part !== undefined)
    .flatMap((part) => part.split('\n'))
    .map((line) => line.replace(/\p{Cc}/gu, ' '))
    .join('\n    ');
}

function notAProblem(): AppError {
  return new AppError({
    code: 'invalid',
    blame: 'user',
    message: 'A problem of a page was told without its message and page.',
    hint: 'Send { message, page } and, where known, panel, stack and components.',
  });
}

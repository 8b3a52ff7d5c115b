/** One line of JSON on stderr, with the stack: for whoever runs the server, never for the wire. */
export function logProblem(
  message: string,
  thrown: unknown,
  fields: Readonly<Record<string, string | number>> = {},
): void {
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  console.error(
    JSON.stringify({ level: 'error', at: new Date().toISOString(), part: 'worker', message, ...fields, stack }),
  );
}

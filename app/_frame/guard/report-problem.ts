/** What broke on a page, for the server's log and for whoever is told of it. Nothing of the pipeline is in it. */
export interface BrowserProblem {
  readonly panel?: string | undefined;
  readonly message: string;
  readonly stack?: string | undefined;
  /** React's path to the component. */
  readonly components?: string | undefined;
}

const told = new Set<string>();

/** Tells the server's log, once for each problem of a page. It must never be a problem itself. */
export function reportProblem(problem: BrowserProblem): void {
  const name = `${problem.panel} ${problem.message}`;
  if (told.has(name)) return;
  told.add(name);
  const body = JSON.stringify({ ...problem, page: window.location.pathname });
  const headers = { 'content-type': 'application/json' };
  void fetch('/api/browser-problems', { method: 'POST', headers, body, keepalive: true }).catch(() => undefined);
}

/** The same as text, for an issue. */
export function describeProblem({ panel, message, stack, components }: BrowserProblem): string {
  const parts = [`${panel ?? 'A panel'} broke: ${message}`, stack, components && `In:${components}`];
  return parts.filter(Boolean).join('\n\n');
}

/** Edges as a person typed them, such as `18, 35, 65`; undefined when one of them is no number. */
export function parseEdges(typed: string): number[] | undefined {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '');
  const edges = parts.map(Number);
  return edges.every(Number.isFinite) ? edges : undefined;
}

/** What is wrong with typed edges; undefined when they can be used. */
export function edgesProblem(typed: string): { message: string; hint?: string } | undefined {
  if (typed.trim() === '')
    return { message: 'Say where one bin ends and the next begins.', hint: 'Such as 18, 35, 65.' };
  const edges = parseEdges(typed);
  if (edges === undefined)
    return { message: `“${typed}” is not a list of numbers.`, hint: 'Separate them by commas: 18, 35.5, 65.' };
  const at = edges.findIndex((edge, index) => index > 0 && edge <= edges[index - 1]!);
  if (at > 0)
    return {
      message: `${edges[at]} comes after ${edges[at - 1]}.`,
      hint: 'Order the edges from the smallest to the largest, each once.',
    };
  return undefined;
}

/**
 * The inner edges of bins whose outer ones are open: without the smallest and the largest value, and each once. Equal
 * quantiles (a value that many rows share) make fewer bins.
 */
export function innerEdges(edges: readonly number[]): number[] {
  return [...new Set(edges)].sort((a, b) => a - b).slice(1, -1);
}

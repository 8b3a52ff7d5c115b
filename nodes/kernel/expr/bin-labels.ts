/** What a missing number is called among bins. */
export const MISSING_BIN = '(missing)';

/** What the bins between ascending edges are called: `< 18`, `[18, 65)`, `≥ 65`; or names given for them. */
export function binLabels(edges: readonly number[], names: readonly string[] = []): string[] {
  if (names.length === edges.length + 1) return [...names];
  if (edges.length === 0) return ['all'];
  const written = shortest(edges);
  return [`< ${written[0]}`, ...written.slice(1).map((edge, at) => `[${written[at]}, ${edge})`), `≥ ${written.at(-1)}`];
}

/** As few digits as tell the edges apart, four at least: a learned edge has up to seventeen. */
function shortest(edges: readonly number[]): string[] {
  for (let digits = 4; digits < 17; digits++) {
    const written = edges.map((edge) => String(Number(edge.toPrecision(digits))));
    if (new Set(written).size === edges.length) return written;
  }
  return edges.map(String);
}

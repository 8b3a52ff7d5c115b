/** A wire between two nodes, by their numbers. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  /** Heights of its ports above (−) or below (+) the centre lines of their cards. */
  readonly leaves: number;
  readonly enters: number;
}

export interface FlatGraph {
  readonly size: number;
  readonly edges: readonly Edge[];
}

/** The wires at each node. */
export interface Neighbours {
  readonly into: readonly (readonly Edge[])[];
  readonly from: readonly (readonly Edge[])[];
}

export function neighboursOf({ size, edges }: FlatGraph): Neighbours {
  const into: Edge[][] = Array.from({ length: size }, () => []);
  const from: Edge[][] = Array.from({ length: size }, () => []);
  for (const edge of edges) {
    into[edge.to]!.push(edge);
    from[edge.from]!.push(edge);
  }
  return { into, from };
}

/** The parts of a graph that no wire connects, each a list of nodes, in the order of their first node. */
export function componentsOf({ size }: FlatGraph, { into, from }: Neighbours): number[][] {
  const seen = new Uint8Array(size);
  const components: number[][] = [];
  for (let start = 0; start < size; start += 1) {
    if (seen[start]) continue;
    seen[start] = 1;
    const found = [start];
    for (let next = 0; next < found.length; next += 1) {
      const node = found[next]!;
      for (const other of [...into[node]!.map((edge) => edge.from), ...from[node]!.map((edge) => edge.to)]) {
        if (seen[other]) continue;
        seen[other] = 1;
        found.push(other);
      }
    }
    components.push(found.sort((a, b) => a - b));
  }
  return components;
}

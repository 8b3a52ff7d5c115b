import type { TreeNodes } from '../model';
import type { Arena } from '../wasm/arena';
import type { Crew } from '../wasm/crew';
import type { BinnedData } from './binned-data';
import type { FeatureBins } from './bins';
import { fillLeftCodes } from './split';
import type { PlacedFeature } from './split-search';

const NODE_BYTES = 24;
const CODE_BYTES = 32;
/** Fewer rows are walked sooner than other threads are woken. */
const SHARED_ROWS = 4000;

/** Where a tree is written down for the kernel. */
type WalkerPlan = ReturnType<typeof planWalker>;

export function planWalker(arena: Arena, leaves: number) {
  return { nodes: arena.take(2 * leaves * NODE_BYTES), codes: arena.take(2 * leaves * CODE_BYTES) };
}

/** Adds finished trees to the scores of rows they were not grown on. */
export class TreeWalker {
  private readonly placeOf: Map<number, PlacedFeature>;

  constructor(
    private readonly crew: Crew,
    private readonly at: WalkerPlan,
    private readonly binned: BinnedData,
    private readonly bins: FeatureBins[],
    features: readonly PlacedFeature[],
  ) {
    this.placeOf = new Map(features.map((place) => [place.feature, place]));
  }

  /** Adds a tree to the scores of rows index[start, end). */
  addTo(nodes: TreeNodes, start: number, end: number, indexAt: number, scoresAt: number): void {
    const count = nodes.feature.length;
    const { buffer } = this.crew.memory;
    const view = new DataView(buffer, this.at.nodes, count * NODE_BYTES);
    const goesLeft = new Uint8Array(256);
    for (let node = 0; node < count; node++) {
      const at = node * NODE_BYTES;
      const feature = nodes.feature[node]!;
      view.setUint32(at, 0, true);
      view.setFloat64(at + 16, nodes.value[node]!, true);
      if (feature < 0) continue;
      const place = this.placeOf.get(feature)!;
      view.setUint32(at, this.binned.columnsAt + place.column * this.binned.columnBytes, true);
      view.setInt32(at + 4, nodes.left[node]!, true);
      view.setInt32(at + 8, nodes.right[node]!, true);
      const missingLeft = nodes.missingLeft[node] === 1;
      const test = { threshold: nodes.threshold[node]!, missingLeft, members: nodes.members?.[node] };
      fillLeftCodes(test, place, this.bins[feature]!, goesLeft);
      const bits = new Uint8Array(buffer, this.at.codes + node * CODE_BYTES, CODE_BYTES).fill(0);
      goesLeft.forEach((isLeft, code) => {
        bits[code >> 3]! |= isLeft << (code & 7);
      });
    }
    this.crew.runShared(
      end - start >= SHARED_ROWS,
      'walkTree',
      ...[start, end, indexAt, this.at.nodes, this.at.codes, scoresAt],
    );
  }
}

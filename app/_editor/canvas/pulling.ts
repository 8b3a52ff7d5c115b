import type { ReactFlowState } from '@xyflow/react';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortEnd } from '../view/view-store';
import { type Landing, landOn, whyNot, wireBetween } from './connect';
import { unfolded } from './groups/fold';
import { cardAt } from './hit-test';

/** How far from a card a wire may be let go, in canvas units. */
export const landingMargin = 24;

/** The end that stays while the other one is pulled. */
export function pulledEnd({
  fromHandle,
  fromNode,
}: {
  fromHandle: { id?: string | null; type: 'source' | 'target' } | null;
  fromNode: { id: string } | null;
}): PortEnd | undefined {
  if (!fromHandle?.id || !fromNode) return undefined;
  return { node: fromNode.id, port: fromHandle.id, side: fromHandle.type === 'source' ? 'out' : 'in' };
}

export type PullState = Pick<ReactFlowState, 'connection' | 'transform'>;

/** What letting the pulled wire go right now would do; undefined in the void, and while nothing is pulled. */
export function landing(doc: GraphDoc, { connection, transform: [x, y, zoom] }: PullState): Landing | undefined {
  if (!connection.inProgress) return undefined;
  const pulled = pulledEnd(connection);
  if (!pulled) return undefined;
  if (connection.isValid && connection.toHandle?.id) {
    return { wire: wireBetween(pulled, { node: connection.toHandle.nodeId, port: connection.toHandle.id }) };
  }
  const at = { x: (connection.pointer.x - x) / zoom, y: (connection.pointer.y - y) / zoom };
  const node = cardAt(unfolded(doc).layout, at, landingMargin);
  if (node === undefined || node === pulled.node) return undefined;
  const { toHandle } = connection;
  const isOnPort = toHandle?.id && toHandle.nodeId === node && Math.hypot(toHandle.x - at.x, toHandle.y - at.y) < 11;
  const reason = isOnPort ? whyNot(doc, wireBetween(pulled, { node, port: toHandle.id ?? '' })) : undefined;
  return reason === undefined ? landOn(doc, pulled, node) : { reason };
}

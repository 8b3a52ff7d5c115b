import { type Connection, type OnConnectEnd, useReactFlow } from '@xyflow/react';
import { useCallback } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import type { Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../editor';
import { canConnect } from './connect';
import type { CardNode, WireEdge } from './to-flow';

type Ends = Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null };

function wireOf({ source, target, sourceHandle, targetHandle }: Ends): Wire | undefined {
  if (!sourceHandle || !targetHandle) return undefined;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

/** Wires pulled by hand: onto a port that fits, or into the void, where a list of fitting nodes opens. */
export function useConnecting() {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow<CardNode, WireEdge>();

  const isValid = useCallback(
    (ends: Ends) => {
      const wire = wireOf(ends);
      return wire !== undefined && canConnect(editor.document.getState().doc, wire);
    },
    [editor],
  );

  const onConnect = useCallback(
    (connection: Connection) => {
      const wire = wireOf(connection);
      if (wire) editor.document.getState().dispatch([{ kind: 'connect', wire }], 'Connect');
    },
    [editor],
  );

  const onReconnect = useCallback(
    (old: WireEdge, connection: Connection) => {
      const wire = wireOf(connection);
      if (!wire || !old.targetHandle) return;
      const to = { node: old.target, port: old.targetHandle };
      editor.document.getState().dispatch(
        [
          { kind: 'disconnect', to },
          { kind: 'connect', wire },
        ],
        'Rewire',
      );
    },
    [editor],
  );

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle, fromNode, toHandle, isValid: landed }) => {
      if (!fromHandle?.id || !fromNode || toHandle || landed) return;
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (!point) return;
      const at = { x: point.clientX, y: point.clientY };
      const flow = screenToFlowPosition(at, { snapToGrid: false });
      const side = fromHandle.type === 'source' ? 'out' : 'in';
      const drop = { x: side === 'out' ? flow.x : flow.x - cardWidth, y: flow.y - cardHeight / 2 };
      editor.view.setState({ search: { at, drop, from: { node: fromNode.id, port: fromHandle.id, side } } });
    },
    [editor, screenToFlowPosition],
  );
  return { isValidConnection: isValid, onConnect, onReconnect, onConnectEnd };
}

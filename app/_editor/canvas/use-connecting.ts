import {
  type Connection,
  type FinalConnectionState,
  type OnConnectEnd,
  type OnReconnect,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { applyEdit } from '@/nodes/kernel/graph-doc/edits';
import type { Position, Wire, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { useEditor } from '../editor';
import { canConnect, landOn, whyNot, wireBetween } from './connect';
import { unfolded } from './groups/fold';
import { cardAt } from './hit-test';
import { landingMargin, pulledEnd } from './pulling';
import { sameWire, tellWhy } from './tell-why';
import type { CardNode, WireEdge } from './to-flow';

type Ends = Pick<Connection, 'source' | 'target'> & { sourceHandle?: string | null; targetHandle?: string | null };

function wireOf({ source, target, sourceHandle, targetHandle }: Ends): Wire | undefined {
  if (!sourceHandle || !targetHandle) return undefined;
  return { from: { node: source, port: sourceHandle }, to: { node: target, port: targetHandle } };
}

/**
 * Wires pulled by hand: onto a port or a card that fits, or into the void, where a list of fitting nodes opens. An end of a
 * wire that is there already is put elsewhere, or let go in the void, which removes the wire.
 */
export function useConnecting() {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow<CardNode, WireEdge>();
  const store = useStoreApi<CardNode, WireEdge>();
  const rewiring = useRef<Wire | undefined>(undefined);
  const isCancelled = useRef(false);

  // Escape gives up: nothing is connected, no list opens.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !store.getState().connection.inProgress) return;
      event.stopImmediatePropagation();
      isCancelled.current = true;
      store.getState().cancelConnection();
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [store]);

  const isValidConnection = useCallback(
    (ends: Ends) => {
      const wire = wireOf(ends);
      return wire !== undefined && canConnect(editor.document.getState().doc, wire);
    },
    [editor],
  );

  const connect = useCallback(
    (wire: Wire, instead?: Wire) => {
      const { dispatch } = editor.document.getState();
      if (instead && sameWire(wire, instead)) return;
      if (instead)
        dispatch(
          [
            { kind: 'disconnect', to: instead.to },
            { kind: 'connect', wire },
          ],
          'Rewire',
        );
      else dispatch([{ kind: 'connect', wire }], 'Connect');
    },
    [editor],
  );

  const onConnectStart = useCallback(() => {
    isCancelled.current = false;
    editor.view.setState({ hint: undefined });
  }, [editor]);

  const onConnect = useCallback(
    (connection: Connection) => {
      const wire = wireOf(connection);
      if (wire) connect(wire);
    },
    [connect],
  );

  /** Let go on a card, or in the void: `openList` says whether a list of nodes is to open there. */
  const letGo = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState, instead?: Wire) => {
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      const pulled = pulledEnd(state);
      if (!point || !pulled) return;
      const at = { x: point.clientX, y: point.clientY };
      const flow = screenToFlowPosition(at, { snapToGrid: false });
      const { doc: before, dispatch } = editor.document.getState();
      const doc = instead ? applyEdit(before, { kind: 'disconnect', to: instead.to }) : before;
      const port = portUnder(at);
      const node = port?.node ?? cardAt(unfolded(doc).layout, flow, landingMargin);
      if (node === pulled.node && port === undefined) return;
      if (node !== undefined) {
        const landing = landOn(doc, pulled, node);
        const reason = port ? whyNot(doc, wireBetween(pulled, port)) : undefined;
        if (reason !== undefined) tellWhy(editor, at, reason);
        else if ('wire' in landing) connect(landing.wire, instead);
        else tellWhy(editor, at, landing.reason);
      } else if (instead) {
        dispatch([{ kind: 'disconnect', to: instead.to }], 'Disconnect');
      } else {
        const drop = { x: pulled.side === 'out' ? flow.x : flow.x - cardWidth, y: flow.y - cardHeight / 2 };
        editor.view.setState({ search: { at, drop, from: pulled } });
      }
    },
    [editor, screenToFlowPosition, connect],
  );

  const onConnectEnd: OnConnectEnd = useCallback(
    (event, state) => {
      if (isCancelled.current || rewiring.current || (state.isValid && state.toHandle)) return;
      letGo(event, state);
    },
    [letGo],
  );

  const onReconnectStart = useCallback((_: unknown, edge: WireEdge) => {
    rewiring.current = wireOf(edge);
  }, []);
  const onReconnect: OnReconnect<WireEdge> = useCallback(
    (old, connection) => {
      const wire = wireOf(connection);
      if (wire) connect(wire, wireOf(old));
    },
    [connect],
  );
  const onReconnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, _: WireEdge, __: 'source' | 'target', state: FinalConnectionState) => {
      const old = rewiring.current;
      rewiring.current = undefined;
      if (!old || isCancelled.current || (state.isValid && state.toHandle)) return;
      letGo(event, state, old);
    },
    [letGo],
  );
  return {
    isValidConnection,
    onConnectStart,
    onConnect,
    onConnectEnd,
    onReconnectStart,
    onReconnect,
    onReconnectEnd,
  };
}

/** The port right under a point of the screen. */
function portUnder({ x, y }: Position): WireEnd | undefined {
  const handle = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__handle');
  const { nodeid, handleid } = handle?.dataset ?? {};
  return nodeid && handleid ? { node: nodeid, port: handleid } : undefined;
}

'use client';

import { useConnection } from '@xyflow/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useEditor } from '../editor';
import { type Connectable, connectable } from './connectable';

const ConnectableContext = createContext<Connectable | undefined>(undefined);

/** While a wire is pulled: the ports it may be let go on, found once when the pull began. */
export function ConnectableProvider({ children }: { children: ReactNode }) {
  const editor = useEditor();
  const pulled = useConnection((connection) =>
    connection.inProgress ? `${connection.fromHandle.type} ${connection.fromNode.id} ${connection.fromHandle.id}` : '',
  );
  const ports = useMemo(() => {
    const [type, node, port] = pulled.split(' ');
    if (!type || !node || !port) return undefined;
    return connectable(editor.document.getState().doc, { node, port }, type === 'source' ? 'out' : 'in');
  }, [editor, pulled]);
  return <ConnectableContext value={ports}>{children}</ConnectableContext>;
}

/** Undefined while nothing is pulled. */
export const useConnectable = (): Connectable | undefined => useContext(ConnectableContext);

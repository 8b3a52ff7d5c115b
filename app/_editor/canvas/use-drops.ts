import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useState } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { useEditor } from '../editor';
import { addDataFiles } from './add-data-files';
import { addNode } from './add-node';

/** What the palette puts on a drag. */
export const NODE_TYPE_MEDIA = 'application/x-sluice-node';

/** Nodes from the palette land where they are let go, on a wire they are inserted; files become sources. */
export function useDrops() {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const [isOver, setOver] = useState(false);

  const onDragOver = (event: DragEvent) => {
    const isFile = event.dataTransfer.types.includes('Files');
    if (!isFile && !event.dataTransfer.types.includes(NODE_TYPE_MEDIA)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(isFile);
    markWire(isFile ? undefined : wireAt(event.clientX, event.clientY));
  };

  const onDrop = (event: DragEvent) => {
    setOver(false);
    markWire(undefined);
    const flow = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    const at = { x: flow.x - cardWidth / 2, y: flow.y - cardHeight / 2 };
    const type = event.dataTransfer.getData(NODE_TYPE_MEDIA);
    if (type) {
      event.preventDefault();
      addNode(editor, { type, at }, { wire: wireAt(event.clientX, event.clientY)?.dataset.id });
    } else if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      void addDataFiles(editor, [...event.dataTransfer.files], at);
    }
  };

  return { isOver, onRoot: { onDragOver, onDrop, onDragLeave: () => setOver(false) } };
}

/** Wires are SVG groups of React Flow; they carry the wire's id. */
function wireAt(x: number, y: number): HTMLElement | undefined {
  const found = document.elementsFromPoint(x, y).find((element) => element.closest('.react-flow__edge'));
  return (found?.closest('.react-flow__edge') as HTMLElement | null) ?? undefined;
}

function markWire(wire: HTMLElement | undefined): void {
  for (const marked of document.querySelectorAll('.react-flow__edge[data-target]'))
    if (marked !== wire) marked.removeAttribute('data-target');
  wire?.setAttribute('data-target', 'true');
}

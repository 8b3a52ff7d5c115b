import { useReactFlow } from '@xyflow/react';
import { type DragEvent, useState } from 'react';
import { cardHeight, cardWidth } from '@/app/_ui/canvas';
import { useEditor } from '../editor';
import { addFiles } from './add-files';
import { addNode, replaceInPlace } from './add-node';
import { loadDefinitions } from './definitions';
import { dropTargetAt, setDropTarget } from './drop-target';

/** What the palette puts on a drag. */
export const NODE_TYPE_MEDIA = 'application/x-sluice-node';

/** Browsers keep what is dragged a secret until it is let go; what will happen is shown before. */
let draggedType: string | undefined;

/** Begins to drag a node type out of a list. */
export function startNodeDrag({ dataTransfer }: DragEvent, type: string): void {
  draggedType = type;
  // Over a card it is said what a replacement keeps; a browser that cannot fetch that says it at the drop.
  loadDefinitions().catch(() => undefined);
  dataTransfer.setData(NODE_TYPE_MEDIA, type);
  dataTransfer.effectAllowed = 'copy';
}

/** Nodes from the palette land where they are let go, on a wire they are inserted, on a card they replace it; files are read. */
export function useDrops() {
  const editor = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  const [isOver, setOver] = useState(false);
  const pointOf = ({ clientX: x, clientY: y }: DragEvent) => screenToFlowPosition({ x, y }, { snapToGrid: false });

  const onDragOver = (event: DragEvent) => {
    const isFile = event.dataTransfer.types.includes('Files');
    if (!isFile && !event.dataTransfer.types.includes(NODE_TYPE_MEDIA)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(isFile);
    if (isFile || draggedType === undefined) return;
    setDropTarget(editor, dropTargetAt(editor.document.getState().doc, draggedType, pointOf(event)));
  };

  const onDrop = (event: DragEvent) => {
    const flow = pointOf(event);
    const at = { x: flow.x - cardWidth / 2, y: flow.y - cardHeight / 2 };
    const type = event.dataTransfer.getData(NODE_TYPE_MEDIA);
    leave();
    if (type) {
      event.preventDefault();
      const target = dropTargetAt(editor.document.getState().doc, type, flow);
      const where = target?.isPossible ? target : undefined;
      if (where?.kind === 'node') void replaceInPlace(editor, where.id, type);
      else addNode(editor, { type, at }, { wire: where?.id });
    } else if (event.dataTransfer.files.length > 0) {
      event.preventDefault();
      void addFiles(editor, [...event.dataTransfer.files], at);
    }
  };

  const leave = () => {
    setOver(false);
    setDropTarget(editor, undefined);
  };
  return { isOver, onRoot: { onDragOver, onDrop, onDragLeave: leave } };
}

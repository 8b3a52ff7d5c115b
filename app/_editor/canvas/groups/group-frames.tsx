'use client';

import { useReactFlow, ViewportPortal } from '@xyflow/react';
import { ChevronDown, Ellipsis } from 'lucide-react';
import type { Dispatch, PointerEvent, SetStateAction } from 'react';
import { classNames } from '@/app/_ui/class-names';
import { IconButton } from '@/app/_ui/icon-button';
import type { Group, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useEditor, useView } from '../../editor';
import { selectNodes } from '../../view/view-store';
import type { Box } from '../canvas-index';
import { drawnGroup } from '../drawn-ids';
import { shifted } from '../dropped';
import { snap } from '../free-spot';
import hues from '../hues.module.css';
import { useLevel } from '../use-sight';
import { groupBox } from './group-box';
import { openGroupMenu, toggleGroup } from './group-menu';
import { GroupTitleInput } from './group-title';
import styles from './groups.module.css';

type Moves = Readonly<Record<string, Position>>;

interface GroupFramesProps {
  moving: Moves;
  setMoving: Dispatch<SetStateAction<Moves>>;
}

/** Frames of groups, behind the cards; collapsed ones are cards themselves. */
export function GroupFrames(props: GroupFramesProps) {
  const groups = useDocument((state) => state.doc.groups);
  return groups ? <Frames {...props} groups={groups} /> : null;
}

function Frames({ groups, moving, setMoving }: GroupFramesProps & { groups: Readonly<Record<string, Group>> }) {
  const layout = useDocument((state) => state.doc.layout);
  return (
    <ViewportPortal>
      <div className={styles.layer}>
        {Object.entries(groups).map(([id, group]) => {
          const box = group.collapsed ? undefined : groupBox({ layout }, group, moving);
          return box ? <Frame key={id} id={id} group={group} box={box} setMoving={setMoving} /> : null;
        })}
      </div>
    </ViewportPortal>
  );
}

interface FrameProps {
  id: string;
  group: Group;
  box: Box;
  setMoving: GroupFramesProps['setMoving'];
}

function Frame({ id, group, box, setMoving }: FrameProps) {
  const editor = useEditor();
  const isEditing = useView((state) => state.editing === drawnGroup(id));
  const isSelected = useView(({ selection }) => selection.size > 0 && group.nodes.every((node) => selection.has(node)));
  const isFar = useLevel() === 'map';
  const drag = useFrameDrag(group, setMoving);
  const title = group.title || 'Group';
  const { left, top, right, bottom } = box;
  return (
    <section
      className={classNames(styles.frame, hues.hued)}
      data-hue={group.color}
      data-selected={isSelected || undefined}
      aria-label={`Group ${title}`}
      style={{ transform: `translate(${left}px, ${top}px)`, width: right - left, height: bottom - top }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging; the buttons inside do the rest by keys too */}
      <div
        className={classNames(styles.bar, 'nodrag nopan')}
        {...drag}
        onDoubleClick={(event) => {
          event.stopPropagation();
          editor.view.setState({ editing: drawnGroup(id) });
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
          openGroupMenu(editor, id, { x: event.clientX, y: event.clientY });
        }}
      >
        {isEditing ? (
          <GroupTitleInput id={id} group={group} />
        ) : (
          <button
            type="button"
            className={styles.title}
            dir="auto"
            aria-label={`Select group ${title}, ${group.nodes.length} ${group.nodes.length === 1 ? 'node' : 'nodes'}`}
            onClick={() => selectNodes(editor.view, group.nodes)}
            onKeyDown={(event) => {
              if (event.key !== 'F2') return;
              event.stopPropagation();
              editor.view.setState({ editing: drawnGroup(id) });
            }}
          >
            {title}
          </button>
        )}
        {isFar || isEditing ? null : (
          <span className={styles.tools}>
            <IconButton
              label={`Collapse ${title}`}
              icon={ChevronDown}
              size="s"
              tooltipSide="top"
              onClick={() => toggleGroup(editor, id)}
            />
            <IconButton
              label={`Menu of group ${title}`}
              icon={Ellipsis}
              size="s"
              tooltipSide="top"
              onClick={(event) => {
                const place = event.currentTarget.getBoundingClientRect();
                openGroupMenu(editor, id, { x: place.left, y: place.bottom + 4 });
              }}
            />
          </span>
        )}
      </div>
    </section>
  );
}

/** In pixels: less is a click. */
const least = 3;

/** The title moves all nodes of the group; the document hears of it once, when it is let go. */
function useFrameDrag(group: Group, setMoving: GroupFramesProps['setMoving']) {
  const editor = useEditor();
  const { getZoom } = useReactFlow();

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.button !== 0) return;
    const from = { x: event.clientX, y: event.clientY };
    let by: Position | undefined;
    // On the window, not captured: a press that moves nothing is a click on the button under it.
    const listening = new AbortController();
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const way = { x: clientX - from.x, y: clientY - from.y };
      if (!by && Math.hypot(way.x, way.y) < least) return;
      if (!by) selectNodes(editor.view, group.nodes);
      by = snap({ x: way.x / getZoom(), y: way.y / getZoom() });
      setMoving(shifted(editor.document.getState().doc, group.nodes, by));
    };
    const end = (takes: boolean) => {
      listening.abort();
      if (!by) return;
      setMoving({});
      const { doc, dispatch } = editor.document.getState();
      const words = `Move ${group.title || 'group'}`;
      if (takes) dispatch([{ kind: 'move', positions: shifted(doc, group.nodes, by) }], words);
    };
    const { signal } = listening;
    window.addEventListener('pointermove', onMove, { signal });
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
  };
  return { onPointerDown };
}

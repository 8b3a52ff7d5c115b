'use client';

import { useStore } from '@xyflow/react';
import { Fragment, useEffect, useMemo, useState } from 'react';
import { cardWidth } from '@/app/_ui/canvas';
import { IconButton } from '@/app/_ui/icon-button';
import { iconByName } from '@/app/_ui/icons';
import { allCommands } from '../commands/all-commands';
import { printedKeys } from '../commands/keys';
import { useDocument, useEditor, useView } from '../editor';
import styles from './selection-bar.module.css';

const groups = [
  ['align-left', 'align-centre', 'align-right', 'align-top', 'align-middle', 'align-bottom'],
  ['distribute-x', 'distribute-y', 'arrange'],
  ['group', 'bypass', 'duplicate', 'run-to-here'],
  ['delete'],
];

/** Over two cards or more that are selected: what can be done with all of them. */
export function SelectionBar() {
  const count = useView((state) => state.selection.size);
  const isBusy = useView((state) => state.search !== undefined || state.pick !== undefined || state.find !== undefined);
  return count > 1 && !isBusy ? <Bar count={count} /> : null;
}

const height = 40;

function Bar({ count }: { count: number }) {
  const editor = useEditor();
  const box = useSelectionBox();
  const isPressed = useIsPressed();
  const x = useStore(({ transform, width }) =>
    Math.round(held(transform[0] + (box?.middle ?? 0) * transform[2], width)),
  );
  const y = useStore(({ transform, height: tall }) =>
    Math.round(Math.max(52, Math.min(transform[1] + (box?.top ?? 0) * transform[2] - height - 10, tall - 2 * height))),
  );
  if (!box || isPressed) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={`${count} nodes selected`} style={{ left: x, top: y }}>
      <span className={styles.count}>{count}</span>
      {groups.map((names) => (
        <Fragment key={names[0]}>
          <i />
          {names.map((name) => {
            const command = allCommands.find((candidate) => candidate.name === name);
            if (!command) return null;
            const isPossible = command.when?.(editor) !== false;
            return (
              <IconButton
                key={name}
                label={isPossible ? command.title : `${command.title}. ${command.needs ?? ''}`}
                keys={command.keys[0] === undefined ? undefined : printedKeys(command.keys[0])}
                icon={iconByName(command.icon ?? 'box')}
                size="s"
                tooltipSide="top"
                disabled={!isPossible}
                onClick={() => command.perform(editor)}
              />
            );
          })}
        </Fragment>
      ))}
    </div>
  );
}

/** Half of the bar stays within the canvas. */
const held = (middle: number, width: number): number => Math.max(220, Math.min(middle, width - 220));

/** On the canvas; it follows the document, not a drag. */
function useSelectionBox(): { middle: number; top: number } | undefined {
  const layout = useDocument((state) => state.doc.layout);
  const selection = useView((state) => state.selection);
  return useMemo(() => {
    const places = [...selection].flatMap((id) => layout[id] ?? []);
    if (places.length < 2) return undefined;
    const xs = places.map((place) => place.x);
    const left = xs.reduce((a, b) => Math.min(a, b));
    const right = xs.reduce((a, b) => Math.max(a, b)) + cardWidth;
    return { middle: (left + right) / 2, top: places.reduce((top, { y }) => Math.min(top, y), places[0]?.y ?? 0) };
  }, [layout, selection]);
}

/** While something is dragged on the canvas the bar would stand where the cards no longer are. */
function useIsPressed(): boolean {
  const [isPressed, setPressed] = useState(false);
  const root = useStore((state) => state.domNode);
  useEffect(() => {
    const press = (event: PointerEvent) => {
      if (event.button === 0) setPressed(true);
    };
    const release = () => setPressed(false);
    root?.addEventListener('pointerdown', press, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      root?.removeEventListener('pointerdown', press, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, [root]);
  return isPressed;
}

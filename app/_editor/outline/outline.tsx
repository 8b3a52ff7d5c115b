'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { groupOf } from '@/nodes/kernel/graph-doc/groups';
import { perform } from '../commands/perform';
import { useDocument, useEditor, useView } from '../editor';
import { openMenu } from '../menus/open-menu';
import styles from './outline.module.css';
import {
  addAfter,
  addAlone,
  addBefore,
  addOnWire,
  connectPort,
  deleteSelected,
  disconnect,
  type OutlineHand,
  rename,
  selectRow,
} from './outline-actions';
import { OutlineLine } from './outline-row';
import { groupKey, nodeKey, nodeOf, type OutlineRow } from './outline-rows';
import { rowEntries } from './row-menu';
import { parentOf, rowOf, treeStep } from './tree-keys';
import { useOutline } from './use-outline';

const rowHeight = 28;
/** Letters typed within this time belong to one word. */
const typingMs = 600;

/** The pipeline as a tree in which everything can be read and changed that the canvas shows, by the keys of trees. */
export function Outline() {
  const editor = useEditor();
  const nodes = useDocument((state) => state.doc.nodes);
  const selection = useView((state) => state.selection);
  const isAsked = useView((state) => state.isOutlineAsked);
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, words, at, goTo, fold, wish } = useOutline(scroller);
  const [renaming, setRenaming] = useState<string>();
  const typed = useRef({ text: '', until: 0 });

  // The row of the cursor is drawn wherever it is: what is not drawn cannot hold the focus.
  const rangeExtractor = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(at, range.count - 1)])].sort((a, b) => a - b),
    [at],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    rangeExtractor,
  });

  useLayoutEffect(() => {
    const row = wish.current ? elementOf(scroller.current, rows[at]?.key) : null;
    if (!row) return;
    wish.current = false;
    virtual.scrollToIndex(at);
    row.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (!isAsked) return;
    editor.view.setState({ isOutlineAsked: false });
    const row = rows[at];
    if (row) goTo(row.key);
    else scroller.current?.querySelector('button')?.focus();
  }, [editor, isAsked, rows, at, goTo]);

  const handOf = (key: string | undefined): OutlineHand => {
    const box = (elementOf(scroller.current, key) ?? scroller.current)?.getBoundingClientRect();
    return {
      at: { x: (box?.left ?? 0) + 24, y: (box?.bottom ?? 0) + 2 },
      goTo: (to) => goTo(to),
      goToNode: (id) => {
        const group = groupOf(editor.document.getState().doc, id);
        goTo(nodeKey(id), group === undefined ? [] : [groupKey(group)]);
      },
    };
  };

  if (rows.length === 0) {
    return (
      <div ref={scroller} className={styles.outline}>
        <EmptyState
          icon="workflow"
          title="Nothing drawn yet"
          actions={
            <Button icon={Plus} onClick={() => addAlone(editor, handOf(undefined))}>
              Add a node
            </Button>
          }
        >
          The pipeline as a list: every node with what it reads and what reads it. All of it can be changed here, too.
        </EmptyState>
      </div>
    );
  }

  const moveTo = (index: number, more = false) => {
    const row = rows[index];
    if (!row) return;
    selectRow(editor, row, more);
    goTo(row.key);
  };
  const openMenuOf = (row: OutlineRow, point?: { x: number; y: number }) => {
    // A menu on one of several selected nodes is about all of them.
    if (!(row.kind === 'node' && selection.has(row.id))) selectRow(editor, row);
    goTo(row.key);
    const hand = handOf(row.key);
    const index = rows.indexOf(row);
    const startRename = () => setRenaming(row.key);
    const entries = rowEntries(editor, row, hand, startRename);
    // It returns the focus to where it was when it opened: on the row.
    setTimeout(() => openMenu(editor, { at: point ?? hand.at, label: words[index]?.title ?? '', entries }), 0);
  };
  const remove = (row: OutlineRow, index: number) => {
    if (row.kind === 'input' || row.kind === 'wire') {
      disconnect(editor, row.kind === 'input' ? row.end : row.wire.to);
      // A wire's row goes with it.
      goTo(row.kind === 'input' ? row.key : (rows[parentOf(rows, index)]?.key ?? row.key));
      return;
    }
    if (row.kind === 'output') return;
    if (row.kind === 'node' && !selection.has(row.id)) selectRow(editor, row);
    const doomed = editor.view.getState().selection;
    const stays = (other: OutlineRow) => other.kind === 'node' && !doomed.has(other.id);
    const next = rows.slice(index + 1).find(stays) ?? rows.slice(0, index).findLast(stays);
    deleteSelected(editor);
    if (!next) return editor.view.setState({ isOutlineAsked: true });
    selectRow(editor, next);
    goTo(next.key);
  };
  const enter = (row: OutlineRow) => {
    const hand = handOf(row.key);
    if (row.kind === 'node') perform(editor, 'open-node');
    else if (row.kind === 'input') connectPort(editor, row.end, 'in', hand);
    else if (row.kind === 'output') connectPort(editor, row.end, 'out', hand);
    else if (row.kind === 'wire') goTo(nodeKey(row.wire.to.node));
    else fold([row.key], !row.isOpen);
  };
  const addAt = (row: OutlineRow) => {
    const hand = handOf(row.key);
    if (row.kind === 'input') addBefore(editor, row.end.node, hand, row.end.port);
    else if (row.kind === 'output') addAfter(editor, row.end.node, hand, row.end.port);
    else if (row.kind === 'wire') addOnWire(editor, row.wire, hand);
    else if (row.kind === 'node') addAfter(editor, row.id, hand);
    else addAlone(editor, hand);
  };

  /** True when the key was the tree's. */
  const act = (event: KeyboardEvent): boolean => {
    const row = rows[at];
    if (!row) return false;
    const { key, shiftKey } = event;
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) openMenuOf(row);
    else if (event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (key === 'F2' && (row.kind === 'node' || row.kind === 'group')) setRenaming(row.key);
    else if (key === 'Enter') enter(row);
    else if (key === 'Delete' || key === 'Backspace') remove(row, at);
    else if (key === 'Insert' || key === '/') addAt(row);
    else if (key === ' ') selectRow(editor, row);
    else if (key === '*') fold(siblingsOf(rows, at), true);
    else {
      const step = treeStep(rows, at, key);
      if (step && 'fold' in step) fold([row.key], step.fold === 'open');
      else if (step) moveTo(step.go, shiftKey && rows[step.go]?.kind === 'node');
      else if (key.length === 1 && /[\p{L}\p{N}]/u.test(key)) typeLetter(key);
      else return false;
    }
    return true;
  };
  const typeLetter = (letter: string) => {
    const now = performance.now();
    const text = now < typed.current.until ? typed.current.text + letter : letter;
    typed.current = { text, until: now + typingMs };
    const titles = words.map(({ title }) => title);
    const index = rowOf(titles, at, text);
    if (index !== undefined) moveTo(index);
  };

  const rowAt = (event: MouseEvent): OutlineRow | undefined => {
    const key = (event.target as Element).closest('[data-row]')?.getAttribute('data-row');
    return rows.find((row) => row.key === key);
  };

  return (
    <div
      ref={scroller}
      role="tree"
      aria-label="Outline of the pipeline"
      aria-multiselectable
      className={styles.outline}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLInputElement || !act(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={(event) => {
        const row = rowAt(event);
        const target = event.target as Element;
        if (!row || target instanceof HTMLInputElement) return;
        if (target.closest('[data-more]')) return openMenuOf(row);
        if (target.closest('[data-fold]')) fold([row.key], !row.isOpen);
        moveTo(rows.indexOf(row), event.shiftKey || event.ctrlKey || event.metaKey);
      }}
      onDoubleClick={(event) => {
        const row = rowAt(event);
        if (row?.kind === 'node' || row?.kind === 'group') setRenaming(row.key);
      }}
      onContextMenu={(event) => {
        const row = rowAt(event);
        if (!row) return;
        event.preventDefault();
        openMenuOf(row, { x: event.clientX, y: event.clientY });
      }}
    >
      <div role="none" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          const said = words[index];
          if (!row || !said) return null;
          const node = nodeOf(row);
          return (
            <OutlineLine
              key={row.key}
              row={row}
              words={said}
              node={node === undefined ? undefined : nodes[node]}
              top={start}
              isActive={index === at}
              isSelected={row.kind === 'node' ? selection.has(row.id) : index === at && row.kind !== 'group'}
              onRename={
                renaming === row.key && (row.kind === 'node' || row.kind === 'group')
                  ? (name) => {
                      setRenaming(undefined);
                      if (name !== undefined) rename(editor, row, name);
                      goTo(row.key);
                    }
                  : undefined
              }
            />
          );
        })}
      </div>
    </div>
  );
}

const elementOf = (root: Element | null, key: string | undefined): HTMLElement | null =>
  key === undefined ? null : (root?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null);

/** Rows beside this one that something can be opened in. */
const siblingsOf = (rows: readonly OutlineRow[], at: number): string[] => {
  const parent = parentOf(rows, at);
  const level = rows[at]?.level;
  return rows.flatMap((row, index) =>
    row.level === level && row.isOpen !== undefined && (level === 1 || parentOf(rows, index) === parent)
      ? [row.key]
      : [],
  );
};

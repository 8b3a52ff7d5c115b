import { type RefObject, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import { groupOf } from '@/nodes/kernel/graph-doc/groups';
import { useDocument, useEditor, useView } from '../editor';
import { only } from '../view/view-store';
import { type Folding, groupKey, nodeKey, nodeOf, type OutlineRow, outlineRows } from './outline-rows';
import { type RowWords, rowWords } from './outline-words';

const allFolded: Folding = { opened: new Set(), closed: new Set() };

export interface OutlineState {
  readonly rows: readonly OutlineRow[];
  readonly words: readonly RowWords[];
  /** The row the cursor is on, or would be on. */
  readonly at: number;
  /** Puts the cursor on a row, once it is there. */
  goTo(key: string, opening?: readonly string[]): void;
  fold(keys: readonly string[], isOpen: boolean): void;
  /** Set by `goTo` until the row was focused: it may not be drawn yet. */
  readonly wish: RefObject<boolean>;
}

/** The rows of the tree, which are open, and which one the cursor is on; it follows what is selected on the canvas. */
export function useOutline(root: RefObject<HTMLElement | null>): OutlineState {
  const editor = useEditor();
  const doc = useDocument((state) => state.doc);
  const selected = useView((state) => only(state.selection));
  const [folding, setFolding] = useState(allFolded);
  const [active, setActive] = useState<string | undefined>(selected === undefined ? undefined : nodeKey(selected));
  const wish = useRef(false);
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const lastAt = useRef(0);

  const rows = useMemo(() => outlineRows(doc, folding), [doc, folding]);
  const words = useMemo(() => rows.map((row) => rowWords(doc, row)), [doc, rows]);
  const found = rows.findIndex(({ key }) => key === active);
  // What the cursor was on may be gone: it stays where it was on screen.
  const at = found >= 0 ? found : Math.max(0, Math.min(lastAt.current, rows.length - 1));
  lastAt.current = at;

  const fold = useCallback((keys: readonly string[], isOpen: boolean) => {
    setFolding(({ opened, closed }) =>
      isOpen
        ? { opened: new Set([...opened, ...keys]), closed: without(closed, keys) }
        : { opened: without(opened, keys), closed: new Set([...closed, ...keys]) },
    );
  }, []);

  const goTo = useCallback(
    (key: string, opening: readonly string[] = []) => {
      if (opening.length > 0) fold(opening, true);
      wish.current = true;
      setActive(key);
      // It may stand there already, without the cursor.
      drawAgain();
    },
    [fold],
  );

  const hereNode = useRef<string | undefined>(undefined);
  hereNode.current = rows[at] && nodeOf(rows[at]);
  useEffect(
    () =>
      editor.view.subscribe(({ selection }, before) => {
        const id = selection === before.selection ? undefined : only(selection);
        if (id === undefined || id === hereNode.current) return;
        const group = groupOf(editor.document.getState().doc, id);
        if (group !== undefined) fold([groupKey(group)], true);
        // The cursor comes along when it is in the tree; it is left alone when it is on the canvas.
        if (root.current?.contains(document.activeElement)) wish.current = true;
        setActive(nodeKey(id));
      }),
    [editor, fold, root],
  );

  return { rows, words, at, goTo, fold, wish };
}

function without(set: ReadonlySet<string>, keys: readonly string[]): ReadonlySet<string> {
  const gone = new Set(keys);
  return new Set([...set].filter((key) => !gone.has(key)));
}

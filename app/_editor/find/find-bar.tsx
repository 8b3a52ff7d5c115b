'use client';

import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import { indexOf } from '../canvas/canvas-index';
import { useCardKinds } from '../canvas/use-card-kinds';
import { goToCard } from '../commands/where';
import { useAnalysis, useDocument, useEditor, useView } from '../editor';
import styles from './find-bar.module.css';
import { type FindKind, type FindMatch, findables, findNodes } from './find-nodes';
import { currentOf, stepFrom } from './step-find';

/** ⌘F: finds nodes by anything that is said of them. What is not found recedes. */
export function FindBar() {
  const isOpen = useView((state) => state.find !== undefined);
  return isOpen ? <Bar /> : null;
}

const kindWords: Readonly<Record<FindKind, string>> = {
  name: 'Name',
  type: 'Type',
  setting: 'Setting',
  column: 'Column',
  problem: 'Problem',
  state: 'State',
  note: 'Note',
};

function Bar() {
  const editor = useEditor();
  const field = useRef<HTMLInputElement>(null);
  const query = useView((state) => state.find?.query ?? '');
  const asked = useView((state) => state.find?.asked);
  const chosen = useView((state) => state.find?.current);
  const matches = useMatches(query);
  const current = currentOf(matches, chosen);
  const found = useMemo(() => new Set(matches.map(({ id }) => id)), [matches]);
  const place = matches.findIndex(({ id }) => id === current);

  // Asked for again: the cursor goes back into the field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time it was asked for is what matters
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    editor.view.setState({ found: found.size > 0 ? found : undefined });
    return () => editor.view.setState({ found: undefined });
  }, [editor, found]);
  useEffect(() => {
    if (current !== undefined) editor.canvas?.reveal(current);
  }, [editor, current]);

  const step = useCallback(
    (by: 1 | -1) => {
      const next = stepFrom(matches, current, by);
      editor.view.setState(({ find }) => ({ find: find && { ...find, current: next } }));
    },
    [editor, matches, current],
  );
  const close = () => {
    editor.view.setState({ find: undefined });
    if (current !== undefined) goToCard(editor, current);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' || event.key === 'F3') step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className={styles.bar} aria-label="Search on the canvas" onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <Icon icon={Search} size="s" />
        <input
          ref={field}
          type="text"
          value={query}
          placeholder="Name, setting, column, problem, state"
          aria-label="Find on the canvas"
          onChange={({ target }) =>
            editor.view.setState(({ find }) => ({ find: find && { ...find, query: target.value } }))
          }
        />
        <span className={styles.count} role="status">
          {query.trim() === '' ? '' : matches.length === 0 ? 'None' : `${place + 1} of ${matches.length}`}
        </span>
        <IconButton
          label="Previous"
          keys="⇧ ↵"
          icon={ChevronUp}
          size="s"
          disabled={!current}
          onClick={() => step(-1)}
        />
        <IconButton label="Next" keys="↵" icon={ChevronDown} size="s" disabled={!current} onClick={() => step(1)} />
        <IconButton label="Close the search" keys="Esc" icon={X} size="s" onClick={close} />
      </div>
      <Where match={matches[place]} isEmpty={query.trim() === ''} />
      {found.size > 0 ? <style>{dimmed(found, current)}</style> : null}
    </search>
  );
}

function Where({ match, isEmpty }: { match: FindMatch | undefined; isEmpty: boolean }) {
  if (!match) {
    return isEmpty ? (
      <p className={styles.where}>
        One kind only: <code>column:age</code>, <code>state:failed</code>, <code>type:join</code>
      </p>
    ) : null;
  }
  return (
    <p className={styles.where}>
      <b>{kindWords[match.text.kind]}</b> {match.text.words}
    </p>
  );
}

function useMatches(query: string): FindMatch[] {
  const doc = useDocument((state) => state.doc);
  const analysis = useAnalysis((state) => state.nodes);
  const problems = useAnalysis((state) => state.byNode);
  const states = useCardKinds();
  const all = useMemo(
    () => findables(indexOf(doc).ids, { doc, analysis, problems, states }),
    [doc, analysis, problems, states],
  );
  return useMemo(() => findNodes(all, query), [all, query]);
}

/** A rule instead of a property of every card: cards that come into sight later obey it too, and none is drawn anew. */
function dimmed(found: ReadonlySet<string>, current: string | undefined): string {
  const card = '.react-flow__nodes > .react-flow__node';
  const those = [...found].map((id) => `[data-id="${id}"]`).join(',');
  return [
    `${card}:not(${those}), .react-flow__edges, .react-flow__edgelabel-renderer { opacity: 0.3 }`,
    current === undefined
      ? ''
      : `${card}[data-id="${current}"] { outline: 2px solid var(--accent); outline-offset: 4px }`,
  ].join('\n');
}

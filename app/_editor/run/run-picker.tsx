'use client';

import { Command } from 'cmdk';
import { GitCompare, Search } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import type { RunListEntry } from '../api';
import { compareWith } from '../compare-runs/show-comparison';
import { useEditor, useRuns } from '../editor';
import { runKind } from '../timeline/stage-words';
import { figureWords, parameterWords, searchText, tookWords, versionWords } from './run-list-words';
import styles from './run-picker.module.css';
import { sinceWords } from './since-words';

const mostRuns = 200;

/** The past runs of this pipeline: found by number, state, version, figure or parameter; shown, or held against the shown one. */
export function RunPicker({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const shown = useRuns((state) => state.shown);
  const newest = useRuns((state) => state.list[0]?.id);
  const first = useRuns((state) => state.list);
  const [all, setAll] = useState(first);
  const [find, setFind] = useState('');
  useEffect(() => {
    let isGone = false;
    void editor.api
      .listRuns(mostRuns)
      .then((runs) => !isGone && setAll(runs))
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [editor]);
  const runs = useMemo(() => {
    const words = find.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? all : all.filter((run) => words.every((word) => searchText(run).includes(word)));
  }, [all, find]);

  const show = (run: RunListEntry) => {
    onClose();
    editor.watch.setState({ compared: undefined });
    void editor.running?.runs.show(run.id, run.id !== newest);
  };
  const compare = (run: RunListEntry) => {
    onClose();
    void compareWith(editor, run.id);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey) return;
    const value = document
      .querySelector('[data-run-picker] [cmdk-item][aria-selected="true"]')
      ?.getAttribute('data-run');
    const run = runs.find(({ id }) => id === value);
    if (!run || run.id === shown?.id) return;
    event.preventDefault();
    event.stopPropagation();
    compare(run);
  };
  return (
    <Command
      label="Find a run"
      shouldFilter={false}
      loop
      className={styles.picker}
      data-run-picker
      onKeyDownCapture={onKeyDown}
    >
      <div className={styles.find}>
        <Icon icon={Search} size="s" />
        <Command.Input
          autoFocus
          value={find}
          onValueChange={setFind}
          placeholder="Find a run by number, state, figure"
        />
      </div>
      <Command.List className={styles.list}>
        <Command.Empty className={styles.none}>No run like that</Command.Empty>
        {runs.map((run) => (
          <Command.Item
            key={run.id}
            value={run.id}
            data-run={run.id}
            className={styles.run}
            data-shown={run.id === shown?.id || undefined}
            onSelect={() => show(run)}
          >
            <StateGlyph kind={runKind(run.state)} size={13} label={run.state} />
            <span className={styles.words}>
              <span>
                <b>Run {run.number}</b> {versionWords(run)} · {sinceWords(run.createdAt)}
                {run.id === shown?.id ? ' · on the canvas' : ''}
              </span>
              <small title={parameterWords(run)}>
                {[tookWords(run), figureWords(run) || run.error?.message, parameterWords(run)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {shown && run.id !== shown.id ? (
              <IconButton
                size="s"
                icon={GitCompare}
                label={`Compare run ${shown.number} with run ${run.number}`}
                keys="⇧ ↵"
                onClick={(event) => {
                  event.stopPropagation();
                  compare(run);
                }}
              />
            ) : null}
          </Command.Item>
        ))}
      </Command.List>
      <footer className={styles.foot}>
        <span>
          {runs.length === all.length ? `${all.length} runs` : `${runs.length} of ${all.length} runs`} · ↵ show · ⇧ ↵
          compare
        </span>
        <button
          type="button"
          onClick={() => {
            onClose();
            editor.running?.runs.hide();
          }}
        >
          Show no run
        </button>
      </footer>
    </Command>
  );
}

'use client';

import { CloudUpload, Ellipsis, GitBranch, PanelLeft, Redo2, Undo2, Variable } from 'lucide-react';
import Link from 'next/link';
import { Chip } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import { State } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import type { LucideIcon } from '@/app/_ui/icons';
import { Menu } from '@/app/_ui/menu';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useDocument, useEditor } from '../editor';
import { HistoryButton } from '../history/history-panel';
import { sinceWords } from '../run/since-words';
import { useVersions } from '../versions/use-versions';
import { PipelineName } from './pipeline-name';
import { RunButton } from './run-button';
import { SaveIndicator } from './save-indicator';
import styles from './top-bar.module.css';

/** Where this is, which version, whether it is saved; undo, run, publish. */
export function TopBar() {
  const editor = useEditor();
  return (
    <header className={styles.bar}>
      <IconButton
        label="Nodes and outline"
        keys={printedKeys('mod+b')}
        icon={PanelLeft}
        onClick={() => perform(editor, 'toggle-left')}
      />
      <nav aria-label="Breadcrumb" className={styles.crumb}>
        <Link href="/" prefetch={false}>
          Pipelines
        </Link>
        <i aria-hidden>/</i>
        <PipelineName />
      </nav>
      <VersionChip />
      <SaveIndicator />
      <span className={styles.space} />
      <span className={styles.pair}>
        <StepButtons />
        <HistoryButton />
        <ParametersButton />
      </span>
      <i className={styles.rule} />
      <RunButton />
      <Button icon={CloudUpload} onClick={() => perform(editor, 'publish')}>
        Publish
      </Button>
      <NarrowMenu />
    </header>
  );
}

/** By themselves: each edit has other words, and the rest of the bar is not drawn anew for them. */
function StepButtons() {
  const editor = useEditor();
  const canUndo = useDocument((state) => state.history.done.at(-1)?.label);
  const canRedo = useDocument((state) => state.history.undone.at(-1)?.label);
  return (
    <>
      <IconButton
        label={canUndo ? `Undo: ${canUndo}` : 'Undo'}
        keys={printedKeys('mod+z')}
        icon={Undo2}
        disabled={!canUndo}
        onClick={() => perform(editor, 'undo')}
      />
      <IconButton
        label={canRedo ? `Redo: ${canRedo}` : 'Redo'}
        keys={printedKeys('mod+shift+z')}
        icon={Redo2}
        disabled={!canRedo}
        onClick={() => perform(editor, 'redo')}
      />
    </>
  );
}

function ParametersButton() {
  const editor = useEditor();
  const count = useDocument((state) => Object.keys(state.doc.parameters).length);
  return (
    <IconButton
      label={count > 0 ? `Parameters (${count})` : 'Parameters'}
      icon={Variable}
      onClick={() => perform(editor, 'parameters')}
    />
  );
}

/** What a narrow window has no room for in the bar. */
function NarrowMenu() {
  const editor = useEditor();
  const entry = (name: string, label: string, icon: LucideIcon, keys?: string) => ({
    label,
    icon,
    ...(keys ? { keys: printedKeys(keys) } : {}),
    onSelect: () => void setTimeout(() => perform(editor, name), 0),
  });
  return (
    <Menu
      align="end"
      trigger={<IconButton label="More on this pipeline" icon={Ellipsis} className={styles.narrow} />}
      entries={[
        entry('undo', 'Undo', Undo2, 'mod+z'),
        entry('redo', 'Redo', Redo2, 'mod+shift+z'),
        entry('parameters', 'Run parameters', Variable, 'shift+p'),
        entry('publish', 'Publish', CloudUpload),
        { kind: 'separator' },
        { label: 'All pipelines', onSelect: () => window.location.assign('/') },
      ]}
    />
  );
}

function VersionChip() {
  const editor = useEditor();
  const { latest, isDraft, all } = useVersions();
  const base = `/pipelines/${editor.pipelineId}/versions`;
  return (
    <Menu
      trigger={
        <Chip
          icon={GitBranch}
          aria-label={`${latest ? `Version ${latest.number}` : 'No version yet'}${isDraft ? ', draft with changes' : ''}`}
        >
          <b className={styles.version}>{latest ? `v${latest.number}` : 'Draft'}</b>
          {latest ? <span className={styles.hash}>{latest.hash.slice(0, 7)}</span> : null}
          {isDraft && latest ? (
            <>
              <i className={styles.chipRule} />
              <State kind="stale" words="draft, changed" />
            </>
          ) : null}
        </Chip>
      }
      entries={[
        {
          label: 'Save a version',
          keys: printedKeys('mod+s'),
          disabled: !isDraft,
          onSelect: () => perform(editor, 'save-version'),
        },
        { label: 'Compare and restore', onSelect: () => window.location.assign(base) },
        ...(all.length > 0 ? [{ kind: 'separator' } as const, { kind: 'label', label: 'Versions' } as const] : []),
        ...all.slice(0, 8).map((version) => ({
          label: `v${version.number}  ${version.message || version.hash.slice(0, 7)}`,
          hint: sinceWords(version.createdAt),
          onSelect: () => window.location.assign(`${base}?a=${version.id}`),
        })),
      ]}
    />
  );
}

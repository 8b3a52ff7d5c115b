'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { formatInteger } from '@/app/_ui/figures';
import { ShieldGlyph, State } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu } from '@/app/_ui/menu';
import { categoryWords, stateWords } from '@/app/_ui/vocabulary';
import type { AnyNode } from '@/nodes/kernel/define-node';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { carriesProof, type NodeAnalysis } from '@/server/compiler/analysis';
import { cardStateOf, reasonOf } from '../canvas/card-state';
import { useFedAnew } from '../canvas/use-card-view';
import { perform } from '../commands/perform';
import { useAnalysis, useDocument, useEditor, useRuns } from '../editor';
import { nodeRunOf } from '../run/run-store';
import styles from './inspector.module.css';

interface InspectorHeadProps {
  id: string;
  node: GraphNode;
  definition: AnyNode;
}

const none: readonly never[] = [];

/** Name, kind, state with its reason, and what it learns from. */
export function InspectorHead({ id, node, definition }: InspectorHeadProps) {
  const editor = useEditor();
  const analysis = useAnalysis((state) => state.nodes[id]);
  const problems = useAnalysis((state) => state.byNode[id] ?? none);
  const ran = useRuns((state) => nodeRunOf(state, id));
  const isFedAnew = useFedAnew(id, node);
  const state = cardStateOf({ node, analysis, problems, ran, importing: undefined, isFedAnew });
  const reason = state.kind === 'unset' ? undefined : reasonOf(ran?.stages ?? none);
  return (
    <header className={styles.head}>
      <span className={styles.tile} data-cat={definition.category}>
        <Icon icon={definition.ui.icon} />
      </span>
      <div className={styles.names}>
        <TitleField id={id} title={node.title} fallback={definition.title} />
        <p>
          {categoryWords[definition.category]} · {definition.type}@{definition.version}
        </p>
      </div>
      <Menu
        align="end"
        trigger={<IconButton label="More on this node" icon={Ellipsis} />}
        entries={[
          { label: 'Run to here', icon: 'zap', onSelect: () => perform(editor, 'run-to-here') },
          { label: 'Duplicate', icon: 'copy', onSelect: () => perform(editor, 'duplicate') },
          {
            label: 'Reset all settings',
            icon: 'eraser',
            onSelect: () =>
              editor.document.getState().dispatch([{ kind: 'set-config', id, config: {} }], 'Reset settings'),
          },
          { kind: 'separator' },
          { label: 'Delete', danger: true, onSelect: () => perform(editor, 'delete') },
        ]}
      />
      <div className={styles.facts}>
        {analysis?.leakProof ? <Shield analysis={analysis} /> : null}
        <State
          kind={state.kind}
          words={
            <>
              {state.words ?? stateWords[state.kind]}
              {state.time && state.kind !== 'ready' && state.kind !== 'reused' ? (
                <span className={styles.time}>{state.time}</span>
              ) : null}
            </>
          }
        />
      </div>
      {reason ? <p className={styles.reason}>{reason}</p> : null}
    </header>
  );
}

/** What it learned from; opens the proof where a model carries one. */
function Shield({ analysis }: { analysis: NodeAnalysis }) {
  const editor = useEditor();
  const { id, type, config, traits, hoistedFrom } = analysis;
  const learnsMore = registry[type]?.usesParts?.(config).some(({ to }) => to === 'learn');
  const words =
    traits.learns === 'nothing' ? (
      <>Its model saw no test row</>
    ) : learnsMore ? (
      <>Learns from training and validation rows, never from test rows</>
    ) : hoistedFrom ? (
      <>Learns from training rows of {hoistedFrom.title}, whose labels are computed here</>
    ) : (
      <LearnsFrom id={id} />
    );
  if (!carriesProof(analysis)) {
    return (
      <span className={styles.shield}>
        <ShieldGlyph />
        {words}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.shield}
      title="Show the proof against leakage"
      onClick={() => editor.view.setState({ proofOf: id })}
    >
      <ShieldGlyph />
      {words}
    </button>
  );
}

/** The count of training rows once a run has counted them. */
function LearnsFrom({ id }: { id: string }) {
  const feeds = useDocument((state) => state.doc.wires.find((wire) => wire.to.node === id)?.from);
  const count = useRuns((state) =>
    feeds ? state.shown?.ports[`${feeds.node}.${feeds.port}`]?.partitionCounts?.train : undefined,
  );
  return <>Learns from {count === undefined ? '' : `${formatInteger(count)} `}training rows only</>;
}

function TitleField({ id, title, fallback }: { id: string; title: string | undefined; fallback: string }) {
  const editor = useEditor();
  const [typed, setTyped] = useState<string>();
  const take = () => {
    if (typed === undefined) return;
    const next = typed.trim().slice(0, 80);
    setTyped(undefined);
    if (next === (title ?? fallback)) return;
    const edit = { kind: 'set-title', id, title: next === '' || next === fallback ? undefined : next } as const;
    editor.document.getState().dispatch([edit], 'Rename');
  };
  return (
    <input
      className={styles.title}
      aria-label="Title of the node"
      dir="auto"
      title={typed ?? title ?? fallback}
      value={typed ?? title ?? fallback}
      maxLength={80}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setTyped(undefined);
      }}
    />
  );
}

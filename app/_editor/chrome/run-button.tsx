'use client';

import { ChevronDown, Play } from 'lucide-react';
import { Button, SplitButton, splitButtonMore } from '@/app/_ui/button';
import { Progress } from '@/app/_ui/feedback';
import { State, StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { Menu } from '@/app/_ui/menu';
import { Tooltip } from '@/app/_ui/tooltip';
import { titleOf } from '../canvas/ports';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useAnalysis, useDocument, useEditor, useRuns } from '../editor';
import styles from './top-bar.module.css';

/** What Run would cost; while a run goes on, how far it is. */
export function RunButton() {
  const editor = useEditor();
  const shown = useRuns((state) => state.shown);
  const isStarting = useRuns((state) => state.isStarting);
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  const errors = useAnalysis((state) => state.diagnostics.filter((entry) => entry.severity === 'error').length);
  const plan = useRuns((state) => state.plan);
  if (shown?.state === 'running') return <Running />;
  const detail =
    errors > 0
      ? `${errors} ${errors === 1 ? 'problem' : 'problems'}`
      : plan && plan.newCount + plan.reusedCount > 0
        ? `${plan.newCount} new · ${plan.reusedCount} reused`
        : undefined;
  return (
    <Tooltip side="bottom" keys={printedKeys('mod+enter')} content={<PlanWords />}>
      <span>
        <SplitButton
          icon={Play}
          label={isStarting ? 'Starting…' : 'Run'}
          detail={detail}
          disabled={isEmpty || isStarting}
          onClick={() => perform(editor, 'run')}
          more={
            <Menu
              align="end"
              trigger={
                <button type="button" className={splitButtonMore} aria-label="More ways to run">
                  <Icon icon={ChevronDown} size="s" />
                </button>
              }
              entries={[
                { label: 'Run everything', keys: printedKeys('mod+enter'), onSelect: () => perform(editor, 'run') },
                {
                  label: 'Run to the selected node',
                  keys: printedKeys('mod+shift+enter'),
                  onSelect: () => perform(editor, 'run-to-here'),
                },
                { kind: 'separator' },
                { label: 'Run parameters', icon: 'variable', onSelect: () => perform(editor, 'parameters') },
                { label: 'Timeline', icon: 'timer', onSelect: () => perform(editor, 'show-timeline') },
              ]}
            />
          }
        />
      </span>
    </Tooltip>
  );
}

/** What a run would do, node by node. */
function PlanWords() {
  const plan = useRuns((state) => state.plan);
  const nodes = useDocument((state) => state.doc.nodes);
  const analysis = useAnalysis((state) => state.nodes);
  if (!plan) return 'Run';
  const lines = Object.keys(nodes).flatMap((id) => {
    const stages = (analysis[id]?.stages ?? []).map((stage) => plan.stages[stage]);
    if (stages.length === 0) return [];
    const node = nodes[id];
    const runs = stages.filter((stage) => stage?.what === 'runs').length;
    // Where a node is many stages, some may be there already.
    const words = runs === 0 ? 'reused' : runs === stages.length ? 'runs' : `${runs} of ${stages.length} stages run`;
    return node ? [{ id, title: titleOf(node), kind: runs > 0 ? ('ready' as const) : ('reused' as const), words }] : [];
  });
  return (
    <span className={styles.plan}>
      {lines.map(({ id, title, kind, words }) => (
        <span key={id}>
          <StateGlyph kind={kind} />
          {title}
          <small>{words}</small>
        </span>
      ))}
      {plan.waitsForImports > 0 ? <span>waits for an import</span> : null}
    </span>
  );
}

function Running() {
  const editor = useEditor();
  const run = useRuns((state) => state.shown);
  if (!run) return null;
  const ended =
    run.stageCount - run.stages.filter((stage) => ['waiting', 'queued', 'running'].includes(stage.state)).length;
  const failed = run.stages.filter((stage) => stage.state === 'failed').length;
  const running = run.stages.flatMap(({ state, progress }) =>
    state === 'running' && progress && progress.total > 0 ? [progress.done / progress.total] : [],
  );
  const share = (ended + running.reduce((sum, part) => sum + part, 0)) / Math.max(1, run.stageCount);
  return (
    <section className={styles.running} aria-label={`Run ${run.number}`}>
      <State kind="running" words={`${ended} of ${run.stageCount} stages`} />
      <span className={styles.progress}>
        <Progress value={share} label={`Run ${run.number}`} height={4} />
      </span>
      {failed > 0 ? <State kind="failed" words={`${failed} failed`} /> : null}
      <Button size="s" variant="ghost" onClick={() => perform(editor, 'cancel-run')}>
        Cancel <Kbd>F9</Kbd>
      </Button>
    </section>
  );
}

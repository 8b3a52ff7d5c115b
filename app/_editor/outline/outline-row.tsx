'use client';

import { ChevronRight, CornerDownRight, Ellipsis, Group } from 'lucide-react';
import { memo, type ReactNode, useState } from 'react';
import { Badge } from '@/app/_ui/badge';
import { PortGlyph, StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { stateWords } from '@/app/_ui/vocabulary';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf } from '../canvas/ports';
import { useCardView } from '../canvas/use-card-view';
import { useAnalysis } from '../editor';
import styles from './outline.module.css';
import type { OutlineRow } from './outline-rows';
import { counted, type RowWords } from './outline-words';

export interface OutlineLineProps {
  readonly row: OutlineRow;
  readonly words: RowWords;
  /** Of the row, or of the port's node. */
  readonly node: GraphNode | undefined;
  readonly top: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Set while its name is being written. */
  readonly onRename: ((typed: string | undefined) => void) | undefined;
}

/** One row of the tree. What it takes of keys and clicks is the tree’s. */
export const OutlineLine = memo(function OutlineLine(props: OutlineLineProps) {
  const { row, node } = props;
  return row.kind === 'node' && node ? <NodeLine {...props} id={row.id} node={node} /> : <Line {...props} />;
});

/** A node says how it stands; it hears of itself only. */
function NodeLine({ id, node, ...props }: OutlineLineProps & { id: string; node: GraphNode }) {
  const { state, summary } = useCardView(id, node, '');
  const problems = useAnalysis(({ byNode }) => byNode[id]?.length ?? 0);
  const stands = node.bypassed ? 'Bypassed' : (state.words ?? stateWords[state.kind]);
  const spoken = [
    props.words.spoken,
    definitionOf(node)?.title === props.words.title ? undefined : definitionOf(node)?.title,
    stands,
    problems > 0 ? counted(problems, 'problem') : undefined,
  ];
  return (
    <Line
      {...props}
      node={node}
      spoken={spoken.filter(Boolean).join(', ')}
      hint={summary}
      aside={
        <>
          {problems > 0 ? (
            <Badge look="count" tone={state.kind === 'unset' ? 'bad' : 'neutral'}>
              {problems}
            </Badge>
          ) : null}
          <span data-st={node.bypassed ? 'skipped' : state.kind} className={styles.state} title={stands}>
            <StateGlyph kind={node.bypassed ? 'skipped' : state.kind} />
          </span>
        </>
      }
    />
  );
}

interface LineProps extends OutlineLineProps {
  readonly spoken?: string;
  readonly hint?: string;
  readonly aside?: ReactNode;
}

function Line({ row, words, node, top, isActive, isSelected, onRename, spoken, hint, aside }: LineProps) {
  return (
    <div
      role="treeitem"
      data-row={row.key}
      data-kind={row.kind}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.of}
      aria-expanded={row.isOpen}
      aria-selected={isSelected}
      aria-label={spoken ?? words.spoken}
      tabIndex={isActive ? 0 : -1}
      className={styles.row}
      style={{ top, paddingInlineStart: 4 + (row.level - 1) * 14 }}
      title={hint}
    >
      <span className={styles.fold} data-fold={row.isOpen === undefined ? undefined : ''}>
        {row.isOpen === undefined ? null : <Icon icon={ChevronRight} size="xs" />}
      </span>
      <Sign row={row} node={node} />
      {onRename ? (
        <NameField title={words.title} onDone={onRename} />
      ) : (
        <span className={styles.words}>
          <bdi className={styles.title}>{words.title}</bdi>
          {words.detail ? <bdi className={styles.detail}>{words.detail}</bdi> : null}
        </span>
      )}
      {aside}
      <button type="button" className={styles.more} tabIndex={-1} data-more aria-label={`More on ${words.title}`}>
        <Icon icon={Ellipsis} size="s" />
      </button>
    </div>
  );
}

function Sign({ row, node }: Pick<OutlineLineProps, 'row' | 'node'>) {
  const definition = definitionOf(node);
  switch (row.kind) {
    case 'node':
      return (
        <span className={styles.sign} data-cat={definition?.category}>
          <Icon icon={definition?.ui.icon ?? 'box'} size="s" />
        </span>
      );
    case 'group':
      return (
        <span className={styles.sign}>
          <Icon icon={Group} size="s" />
        </span>
      );
    case 'wire':
      return (
        <span className={styles.sign}>
          <Icon icon={CornerDownRight} size="xs" />
        </span>
      );
    default: {
      const port = row.kind === 'input' ? definition?.ports.in[row.end.port] : definition?.ports.out[row.end.port];
      const type = port && ('accepts' in port ? port.accepts[0] : port.type);
      const isMissing = row.kind === 'input' && !row.from && port !== undefined && 'required' in port && port.required;
      return (
        <span className={styles.sign}>
          <PortGlyph type={type ?? 'table'} missing={isMissing} size={12} />
        </span>
      );
    }
  }
}

/** Enter and leaving it take the name, Escape leaves it as it was. */
function NameField({ title, onDone }: { title: string; onDone: (typed: string | undefined) => void }) {
  const [typed, setTyped] = useState(title);
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: somebody has just asked to write here
      autoFocus
      className={styles.name}
      aria-label={`Name of ${title}`}
      value={typed}
      maxLength={80}
      dir="auto"
      spellCheck={false}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => onDone(typed)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(typed);
        if (event.key === 'Escape') onDone(undefined);
      }}
    />
  );
}

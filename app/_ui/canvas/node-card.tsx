import { type CSSProperties, memo, type ReactNode } from 'react';
import { classNames } from '../class-names';
import { DiffGlyph, DiffTag } from '../glyphs';
import { LossLines } from '../loss-lines';
import { type Category, type StateKind, stateWords } from '../vocabulary';
import { BadgeRow, type CardBadges } from './card-badges';
import { type CardDiff, CardFoot, type CardState, CardStateGlyph } from './card-foot';
import { CardPorts } from './card-ports';
import { CardIcon } from './card-symbols';
import styles from './node-card.module.css';
import type { CardPort } from './ports';
import type { ZoomLevel } from './zoom';

export interface NodeCardProps {
  title: string;
  summary?: string;
  category: Category;
  /** Kebab-case icon name of the node definition. */
  icon: string;
  state: CardState;
  inputs?: readonly CardPort[];
  outputs?: readonly CardPort[];
  badges?: CardBadges;
  selected?: boolean;
  /** The card is left out of the run: hatched and muted, whatever its state. */
  bypassed?: boolean;
  /** Makes the shield a button that opens the proof behind it. */
  onProof?: () => void;
  diff?: CardDiff;
  level?: ZoomLevel;
  /** Drawn over the ports, the handles of the canvas library for instance. */
  children?: ReactNode;
}

/** The words a screen reader hears for a card. */
export function cardLabel({
  title,
  summary,
  state,
  diff,
}: Pick<NodeCardProps, 'title' | 'summary' | 'state' | 'diff'>): string {
  const last = diff
    ? diff.kind === 'same'
      ? 'unchanged'
      : `${diff.kind}${diff.words ? `: ${diff.words}` : ''}`
    : (state.words ?? stateWords[state.kind]);
  return [title, summary, last].filter(Boolean).join(', ');
}

const noPorts: readonly CardPort[] = [];
/** About as many letters as fit beside one badge; longer names are cut, and told whole by the pointer. */
const roomForName = 18;

/**
 * The card of a node, 200 × 72, at three zoom levels. Purely drawn: focus, drag and handles belong to the canvas.
 * Stripe, hairline, hatch and state bar are backgrounds, so that a card is a dozen elements at full and six at
 * compact; `node-card.test.tsx` counts them.
 */
export const NodeCard = memo(function NodeCard({
  title,
  summary,
  category,
  icon,
  state,
  inputs = noPorts,
  outputs = noPorts,
  badges,
  selected,
  bypassed,
  onProof,
  diff,
  level = 'full',
  children,
}: NodeCardProps) {
  const mark = diff && diff.kind !== 'same' ? diff.kind : undefined;
  const share = state.kind === 'running' && !diff ? Math.min(1, Math.max(0, state.progress ?? 0)) : undefined;
  const looks = {
    'data-cat': category,
    'data-st': diff ? undefined : state.kind,
    'data-diff': mark,
    'data-same': diff?.kind === 'same' || undefined,
    'data-bypassed': bypassed || undefined,
    'data-selected': selected || undefined,
    style: share === undefined ? undefined : ({ '--share': `${share * 100}%` } as CSSProperties),
  };
  if (level === 'map') {
    return (
      <div className={styles.map} {...looks}>
        {children}
      </div>
    );
  }
  if (level === 'compact') {
    return (
      <div className={classNames(styles.card, styles.compact)} {...looks}>
        <CardIcon icon={icon} className={styles.icon} />
        <b dir="auto">{title}</b>
        {mark ? <DiffGlyph kind={mark} /> : diff ? null : glyphOf(state.kind)}
        {children}
      </div>
    );
  }
  return (
    <div className={classNames(styles.card, styles.full)} {...looks}>
      <CardIcon icon={icon} className={styles.tile} />
      <div className={styles.name} dir="auto" title={title.length > roomForName ? title : undefined}>
        {title}
      </div>
      {badges ? <BadgeRow badges={badges} onProof={onProof} /> : null}
      {state.curves && !diff ? (
        <LossLines {...state.curves} />
      ) : (
        <div className={styles.summary} dir="auto">
          {summary}
        </div>
      )}
      <CardFoot state={state} diff={diff} />
      {share === undefined ? null : <i className={styles.progress} />}
      <CardPorts inputs={inputs} outputs={outputs} />
      {mark ? (
        <span className={styles.tag}>
          <DiffTag kind={mark} look="solid" />
        </span>
      ) : null}
      {children}
    </div>
  );
});

const glyphOf = (kind: StateKind) => <CardStateGlyph kind={kind} label={stateWords[kind]} />;

import { memo, type ReactNode } from 'react';
import { classNames } from '../class-names';
import { formatShare } from '../figures';
import { DiffGlyph, DiffTag, DriftGlyph, PortGlyph, PublishedGlyph, ShieldGlyph, StateGlyph } from '../glyphs';
import { Icon } from '../icon';
import { LossLines, type LossLinesProps } from '../loss-lines';
import { type Category, type DiffKind, type StateKind, stateWords } from '../vocabulary';
import styles from './node-card.module.css';
import { type CardPort, portOffset } from './ports';
import type { ZoomLevel } from './zoom';

export interface CardState {
  kind: StateKind;
  /** Replaces the state's own word: "Stale, edited", "Healthy". */
  words?: string;
  /** At the right: "0.4 s", "from run 127", "1.2 s left". */
  time?: string;
  /** 0 to 1, while running. */
  progress?: number;
  /** Losses so far, while a model is trained: drawn in place of the summary. */
  curves?: Pick<LossLinesProps, 'train' | 'validation'>;
}

export interface CardDiff {
  kind: DiffKind | 'same';
  /** The change itself: "3 columns". */
  words?: string;
  /** Its effect: "+11 rows". */
  effect?: string;
}

export interface CardBadges {
  leakProof?: boolean;
  published?: boolean;
  drifting?: boolean;
}

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
  /** The card is left out of the run: muted, whatever its state. */
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

function Ports({ ports, side }: { ports: readonly CardPort[]; side: 'in' | 'out' }) {
  return ports.map((port, index) => (
    <span key={port.id} className={styles.port} data-side={side} style={{ top: portOffset(index, ports.length) - 7 }}>
      <PortGlyph type={port.type} optional={port.optional} missing={port.missing} size={14} halo />
    </span>
  ));
}

function Shield({ onProof }: Pick<NodeCardProps, 'onProof'>) {
  if (!onProof) return <ShieldGlyph />;
  return (
    <button
      type="button"
      className={classNames(styles.shield, 'nodrag')}
      aria-label="Learned from training rows only: show the proof"
      title="Show the proof against leakage"
      onClick={(event) => {
        event.stopPropagation();
        onProof();
      }}
    >
      <ShieldGlyph />
    </button>
  );
}

function Footer({ state, diff }: { state: CardState; diff?: CardDiff }) {
  if (diff?.kind === 'same') {
    return (
      <div className={styles.foot}>
        <span className={styles.unchanged}>{diff.words ?? 'unchanged'}</span>
        <span className={styles.aside}>{diff.effect}</span>
      </div>
    );
  }
  if (diff) {
    return (
      <div className={styles.foot} data-diff={diff.kind}>
        <span className={styles.word}>
          <DiffGlyph kind={diff.kind} />
          {diff.words}
        </span>
        <span className={styles.aside}>{diff.effect}</span>
      </div>
    );
  }
  const running = state.kind === 'running' && state.progress !== undefined ? ` ${formatShare(state.progress)}` : '';
  return (
    <div className={styles.foot} data-st={state.kind}>
      <span className={styles.word}>
        <StateGlyph kind={state.kind} />
        {state.words ?? `${stateWords[state.kind]}${running}`}
      </span>
      <span className={styles.aside}>{state.time}</span>
    </div>
  );
}

/** The card of a node, 200 × 72, at three zoom levels. Purely drawn: focus, drag and handles belong to the canvas. */
export const NodeCard = memo(function NodeCard({
  title,
  summary,
  category,
  icon,
  state,
  inputs = [],
  outputs = [],
  badges,
  selected,
  bypassed,
  onProof,
  diff,
  level = 'full',
  children,
}: NodeCardProps) {
  const mark = diff && diff.kind !== 'same' ? diff.kind : undefined;
  const bar = diff ? { 'data-diff': mark } : { 'data-st': state.kind };
  const share = state.kind === 'running' && !diff ? Math.min(1, Math.max(0, state.progress ?? 0)) : undefined;

  if (level === 'map') {
    return (
      <div className={styles.map} data-cat={category} data-selected={selected || undefined}>
        {diff?.kind === 'same' ? null : <u {...bar} />}
        {children}
      </div>
    );
  }

  return (
    <div
      className={classNames(styles.card, level === 'compact' && styles.compact)}
      data-cat={category}
      data-look={bypassed ? 'skipped' : diff ? diff.kind : state.kind}
      data-compared={diff ? true : undefined}
      data-selected={selected || undefined}
    >
      <div className={styles.inside}>
        <i className={styles.stripe} />
        {level === 'compact' ? (
          <div className={styles.line}>
            <Icon icon={icon} size="s" />
            <b>{title}</b>
            {mark ? <DiffGlyph kind={mark} /> : diff ? null : <StateGlyph kind={state.kind} label />}
          </div>
        ) : (
          <>
            <div className={styles.head}>
              <span className={styles.tile}>
                <Icon icon={icon} />
              </span>
              <div className={styles.words}>
                <div className={styles.name}>
                  <span>{title}</span>
                  {badges ? (
                    <span className={styles.badges}>
                      {badges.drifting ? <DriftGlyph /> : null}
                      {badges.leakProof ? <Shield onProof={onProof} /> : null}
                      {badges.published ? <PublishedGlyph /> : null}
                    </span>
                  ) : null}
                </div>
                <div className={styles.summary}>
                  {state.curves && !diff ? <LossLines {...state.curves} /> : summary}
                </div>
              </div>
            </div>
            <Footer state={state} diff={diff} />
          </>
        )}
        {diff && (diff.kind === 'same' || diff.kind === 'removed') ? null : (
          <i className={styles.bar} {...bar}>
            {share === undefined ? null : <i style={{ width: `${share * 100}%` }} />}
          </i>
        )}
      </div>
      {level === 'full' ? (
        <>
          <Ports ports={inputs} side="in" />
          <Ports ports={outputs} side="out" />
          {mark ? (
            <span className={styles.tag}>
              <DiffTag kind={mark} look="solid" />
            </span>
          ) : null}
        </>
      ) : null}
      {children}
    </div>
  );
});

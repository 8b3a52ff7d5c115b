import { formatShare } from '../figures';
import { DiffGlyph } from '../glyphs';
import { type DiffKind, type StateKind, stateWords } from '../vocabulary';
import styles from './node-card.module.css';

export interface CardState {
  kind: StateKind;
  /** Replaces the state's own word: "Stale, edited", "Healthy". */
  words?: string;
  /** At the right: "0.4 s", "from run 127", "1.2 s left". */
  time?: string;
  /** 0 to 1, while running. */
  progress?: number;
  /** Losses so far, while a model is trained: drawn in place of the summary. */
  curves?: { train: readonly number[]; validation?: readonly number[] };
}

export interface CardDiff {
  kind: DiffKind | 'same';
  /** The change itself: "3 columns". */
  words?: string;
  /** Its effect: "+11 rows". */
  effect?: string;
}

/** The glyph of a card's state, drawn once in the page. Give `label` where no word stands beside it. */
export function CardStateGlyph({ kind, label }: { kind: StateKind; label?: string }) {
  return (
    <svg
      className={styles.glyph}
      data-st={kind}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <use href={`#state-${kind}`} />
    </svg>
  );
}

/** The last line of a card: what became of it, and one figure. */
export function CardFoot({ state, diff }: { state: CardState; diff?: CardDiff }) {
  if (diff) {
    return (
      <div className={styles.foot}>
        {diff.kind === 'same' ? (diff.words ?? 'unchanged') : <DiffGlyph kind={diff.kind} />}
        {diff.kind === 'same' ? null : diff.words}
        <span className={styles.aside}>{diff.effect}</span>
      </div>
    );
  }
  const share = state.kind === 'running' && state.progress !== undefined ? ` ${formatShare(state.progress)}` : '';
  return (
    <div className={styles.foot}>
      <CardStateGlyph kind={state.kind} />
      {state.words ?? `${stateWords[state.kind]}${share}`}
      {state.time ? <span className={styles.aside}>{state.time}</span> : null}
    </div>
  );
}

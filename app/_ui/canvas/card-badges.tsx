import { classNames } from '../class-names';
import type { markDrawings } from '../glyph-drawings';
import styles from './node-card.module.css';

export interface CardBadges {
  /** Learned from training rows only. */
  leakProof?: boolean;
  published?: boolean;
  /** Data behind this node has moved away from training. */
  drifting?: boolean;
  /** Tests of the node: whether all of them pass. */
  tests?: 'pass' | 'fail';
}

interface Badge {
  mark: keyof typeof markDrawings;
  words: string;
}

/** Badges that a card wears, from left to right. */
function badgesOf({ leakProof, published, drifting, tests }: CardBadges): Badge[] {
  const badges: (Badge | false | undefined)[] = [
    drifting && { mark: 'drifting', words: 'Drifting' },
    tests &&
      (tests === 'pass' ? { mark: 'tested', words: 'Tests pass' } : { mark: 'testFails', words: 'A test fails' }),
    leakProof && { mark: 'leakProof', words: 'Learned from training rows only' },
    published && { mark: 'published', words: 'Published' },
  ];
  return badges.filter((badge) => badge !== false && badge !== undefined);
}

const size = 14;
const pitch = 19;

/** One drawing for all badges. With `onProof` the shield can be pressed. */
export function BadgeRow({ badges, onProof }: { badges: CardBadges; onProof?: () => void }) {
  const shown = badgesOf(badges);
  if (shown.length === 0) return null;
  const shield = shown.findIndex(({ mark }) => mark === 'leakProof');
  const width = shown.length * pitch - (pitch - size);
  const row = (
    <svg
      className={styles.badges}
      width={width}
      height={size}
      role="img"
      aria-label={shown.map(({ words }) => words).join(', ')}
    >
      {shown.map(({ mark }, index) => (
        <use key={mark} href={`#mark-${mark}`} x={index * pitch} width={size} height={size} />
      ))}
    </svg>
  );
  if (!onProof || shield < 0) return row;
  return (
    <>
      {row}
      <button
        type="button"
        className={classNames(styles.shield, 'nodrag')}
        style={{ right: 5 + (shown.length - 1 - shield) * pitch }}
        aria-label="Learned from training rows only: show the proof"
        title="Show the proof against leakage"
        onClick={(event) => {
          event.stopPropagation();
          onProof();
        }}
      />
    </>
  );
}

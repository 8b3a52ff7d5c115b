'use client';

import { Histogram } from '@/app/_ui/charts';
import { formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import type { ColumnProfile } from '@/server/worker/reader/profile';
import type { ColumnDrift } from '@/server/worker/reader/profile-drift';
import { columnNotes } from '../data/column-notes';
import styles from './columns-tab-profile.module.css';

/** The shape of a column, small: pressing it opens all that is known of the column. */
export function ProfileButton({
  profile,
  rowCount,
  drift,
  isOpen,
  onToggle,
}: {
  profile: ColumnProfile;
  rowCount: number;
  drift: ColumnDrift | undefined;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const [note] = columnNotes(profile, rowCount, drift);
  return (
    <button
      type="button"
      className={styles.button}
      aria-expanded={isOpen}
      aria-label={`Profile of ${profile.name}${note ? `, ${note.words}` : ''}`}
      title={note?.title}
      data-noted={note ? (note.isBad ? 'bad' : 'warn') : undefined}
      onClick={onToggle}
    >
      <Histogram bins={binsOf(profile)} missing={profile.missing} width={44} height={14} />
    </button>
  );
}

const binsOf = ({ histogram, top }: ColumnProfile): readonly number[] =>
  histogram ?? top?.map(({ count }) => count) ?? [];

/** Figures, shape or commonest values of one column, and what is odd about it. */
export function ProfileCard({
  profile,
  rowCount,
  drift,
}: {
  profile: ColumnProfile;
  rowCount: number;
  drift: ColumnDrift | undefined;
}) {
  const { name, missing, distinct, min, max, mean, histogram, top } = profile;
  const present = rowCount - missing;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Missing',
      missing === 0 ? 'none' : `${formatInteger(missing)} (${formatShare(missing / Math.max(1, rowCount), 1)})`,
    ],
    ['Distinct', distinct > 1000 ? `about ${formatInteger(distinct)}` : formatInteger(distinct)],
    ...(min === undefined || min === null ? [] : [['Least', endWords(min)] as const]),
    ...(max === undefined || max === null ? [] : [['Greatest', endWords(max)] as const]),
    ...(mean === undefined || mean === null ? [] : [['Mean', formatFigure(mean, 5)] as const]),
  ];
  return (
    <section className={styles.card} aria-label={`Profile of ${name}, in figures`}>
      {columnNotes(profile, rowCount, drift).map((note) => (
        <p key={note.words} className={styles.note} data-bad={note.isBad || undefined}>
          {note.title}
        </p>
      ))}
      <dl className={styles.facts}>
        {facts.map(([title, words]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {histogram && histogram.length > 0 ? (
        <figure className={styles.shape}>
          <Histogram bins={histogram} height={44} label={`Histogram of ${name}`} />
          <figcaption>
            <span>{endWords(min)}</span>
            <span>{endWords(max)}</span>
          </figcaption>
        </figure>
      ) : null}
      {top && top.length > 0 ? (
        <ul className={styles.top} aria-label={`Commonest values of ${name}`}>
          {top.map(({ value, count }) => (
            <li key={value}>
              <i style={{ width: `${(100 * count) / Math.max(1, present)}%` }} />
              <span title={value}>{value === '' ? '“”' : value}</span>
              <b>{formatInteger(count)}</b>
              <small>{formatShare(count / Math.max(1, present))}</small>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

const endWords = (value: number | string | null | undefined): string =>
  typeof value === 'number' ? formatFigure(value, 5) : (value ?? '').slice(0, 16).replace('T', ' ');

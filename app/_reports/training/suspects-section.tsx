import { Note } from '@/app/_ui/feedback';
import { formatDecimal } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { ModelView } from './model-view';
import styles from './training.module.css';

/** Said before anything else: a column that tells the target by itself is more likely a leak than a discovery. */
export function SuspectsSection({ suspects, target }: { suspects: ModelView['leakSuspects']; target: string }) {
  if (!suspects || suspects.length === 0) return null;
  return (
    <Section title="Look at this first">
      <div className={styles.notes}>
        {suspects.map(({ column, feature, measure, value }) => (
          <Note
            key={column}
            tone="bad"
            glyph={<StateGlyph kind="failed" />}
            title={`${column} by itself tells ${target}.`}
          >
            {measure === 'auc' ? 'AUC' : 'R²'} {formatDecimal(value, 3)} on training rows
            {feature === column ? '' : `, by ${feature}`}. A column that knows the answer is more often a leak than a
            discovery: is it known before {target} is? If not, leave it out of the features.
          </Note>
        ))}
      </div>
    </Section>
  );
}

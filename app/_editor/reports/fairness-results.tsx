'use client';

import { useId, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatInteger, formatShare } from '@/app/_ui/figures';
import { GateGlyph } from '@/app/_ui/glyphs';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import { Select } from '@/app/_ui/select';
import type { FairnessReport } from '@/nodes/fairness/fairness-report';
import type { SliceReport } from '@/server/fairness/report';
import type { SliceMetricName } from '@/server/fairness/slice-metrics';
import { SliceGroups } from './fairness-groups';
import { SliceHeat } from './fairness-heat';
import { SIGN, SliceMeasures } from './fairness-measures';
import styles from './fairness-report.module.css';
import { SliceTable } from './fairness-table';
import { measureValueWords, metricFigure, metricTitle, titleOf } from './fairness-words';

/** How a model treats groups of rows: the gates, then every slice with its measures and its groups. */
export function FairnessResults({ report }: { readonly report: FairnessReport }) {
  const { gates, slices } = report;
  return (
    <div className={styles.report}>
      <Section title="Result" note={`${formatInteger(report.rows)} ${report.part} rows`}>
        <Headline report={report} />
        <p className={styles.how}>{howDecided(report)}</p>
      </Section>
      {gates.length > 0 ? (
        <Section title="Gates" note={`${gates.filter(({ passed }) => passed).length} of ${gates.length} passed`}>
          <Gates report={report} />
        </Section>
      ) : null}
      {slices.map((slice, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slice is its place in the settings; two may be of one column
        <Slice key={place} slice={slice} report={report} />
      ))}
    </div>
  );
}

const HEADLINES = ['demographic_parity_difference', 'equal_opportunity_difference', 'mae_difference'];

/** The largest gap of each kind, and by what. */
function Headline({ report: { slices, overall, metrics } }: { readonly report: FairnessReport }) {
  const gaps = HEADLINES.flatMap((name) => {
    const found = slices.flatMap((slice) =>
      slice.measures.flatMap((measure) =>
        measure.name === name && measure.value !== null ? [{ slice, measure, value: measure.value }] : [],
      ),
    );
    const [first] = found.sort((a, b) => b.value - a.value);
    return first ? [first] : [];
  });
  const [main] = metrics;
  return (
    <div className={styles.headline}>
      {main ? (
        <KeyFigure label={metricTitle(main)} value={metricFigure(main, overall[main]?.value ?? null)} sub="all rows" />
      ) : null}
      {gaps.map(({ slice, measure }) => (
        <KeyFigure
          key={measure.name}
          label={measure.title}
          value={measureValueWords(measure)}
          sub={`largest, by ${titleOf(slice)}`}
        />
      ))}
    </div>
  );
}

const BY = { setting: 'as set here', above: 'as Evaluate decides', default: 'since no Evaluate above says otherwise' };

function howDecided({ favourable, decided, missingTarget, unknownClass, part, target, level }: FairnessReport): string {
  return [
    favourable === null ? '' : `Selected means decided “${favourable}”.`,
    decided ? `A row is decided “${decided.positive}” from a score of ${decided.threshold}, ${BY[decided.by]}.` : '',
    decided?.served === undefined ? '' : `An endpoint would decide from ${decided.served}.`,
    missingTarget > 0 ? `Not judged: ${formatInteger(missingTarget)} ${part} rows without ${target}.` : '',
    unknownClass > 0 ? `Not judged: ${formatInteger(unknownClass)} rows of a class no training row has.` : '',
    `Intervals are of ${formatShare(level)}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function Gates({ report: { gates } }: { readonly report: FairnessReport }) {
  return (
    <ul aria-label="Gates">
      {gates.map(({ gate, title, passed, reason }) => (
        <li
          className={styles.gate}
          key={`${gate.what}${gate.name}${gate.column}${gate.op}${gate.value}${gate.use}`}
          data-passed={passed || undefined}
        >
          <GateGlyph kind={passed ? 'done' : 'failed'} />
          <span>
            {title} {SIGN[gate.op]} {gate.value}
            {gate.column === '' ? '' : ` by ${gate.column}`}
          </span>
          <b>{passed ? 'passed' : 'closed'}</b>
          <p>{reason}</p>
        </li>
      ))}
    </ul>
  );
}

function Slice({ slice, report }: { readonly slice: SliceReport; readonly report: FairnessReport }) {
  const { metrics, overall, gates, minimumRows } = report;
  const [metric, setMetric] = useState<SliceMetricName>(metrics[0] ?? 'accuracy');
  const [table, setTable] = useState(false);
  const own = useId();
  const small = slice.groups.filter((group) => group.small).length;
  const shown = metrics.includes(metric) ? metric : (metrics[0] ?? metric);
  return (
    <Section
      title={`By ${titleOf(slice)}`}
      note={`${slice.groups.length} ${slice.groups.length === 1 ? 'group' : 'groups'}${small > 0 ? `, ${small} too small` : ''}`}
    >
      {slice.notes.map((note) => (
        <p key={note} className={styles.how}>
          {note}
        </p>
      ))}
      {slice.measures.length > 0 ? <SliceMeasures slice={slice} gates={gates} /> : null}
      <div className={styles.choose}>
        <label htmlFor={own}>Groups by</label>
        <Select
          id={own}
          size="s"
          className={styles.select}
          value={shown}
          onChange={setMetric}
          options={metrics.map((value) => ({ value, label: metricTitle(value) }))}
        />
      </div>
      {slice.columns.length === 2 ? <SliceHeat slice={slice} metric={shown} overall={overall[shown]} /> : null}
      <SliceGroups slice={slice} metric={shown} overall={overall[shown]} minimumRows={minimumRows} />
      <Button size="s" variant="ghost" aria-expanded={table} onClick={() => setTable(!table)}>
        {table ? 'Hide the table' : 'All metrics as a table'}
      </Button>
      {table ? <SliceTable slice={slice} metrics={metrics} overall={overall} sortedBy={shown} /> : null}
    </Section>
  );
}

import { formatFigure, formatShare } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import { ParallelCoordinates } from '@/app/_ui/parallel-coordinates';
import { niceTicks } from '@/app/_ui/plot-scale';
import { type PlotPoint, XyPlot } from '@/app/_ui/xy-plot';
import type { TuneReport } from '@/nodes/tune/tune-report';
import reports from './reports.module.css';
import styles from './tuning-report.module.css';
import { ranked, type Trial, type Trials } from './tuning-trials';

/** Trials of one effort only can be held against each other: those of the first rung. */
const comparable = ({ trials }: Trials): Trial[] => {
  const scored = trials.filter(({ score }) => score !== null);
  const least = Math.min(...scored.map(({ share }) => share));
  return scored.filter(({ share }) => share === least);
};

/** Trials are counted: no tick between two of them. */
const wholeTicks = (trials: readonly number[]): number[] =>
  niceTicks(Math.min(...trials), Math.max(...trials), 8).filter(Number.isInteger);

/** Every score in the order of the trials, and the best so far. */
export function BestSoFar({ found }: { found: Trials }) {
  const trials = comparable(found);
  if (trials.length < 2) return null;
  const isBetter = (a: number, b: number) => (found.direction === 'higher' ? a > b : a < b);
  let best = trials[0]!.score!;
  const line: PlotPoint[] = [];
  const dots: PlotPoint[] = [];
  for (const { name, title, score } of trials) {
    const x = Number(name.split('-').at(-1));
    if (isBetter(score!, best)) best = score!;
    line.push({ x, y: best });
    dots.push({ x, y: score!, words: [title, `${found.metric} ${formatFigure(score!)}`] });
  }
  const better = found.direction === 'higher' ? 'Higher is better' : 'Lower is better';
  return (
    <Section title="Best so far" note={better}>
      <XyPlot
        title={found.metric}
        label={`${found.metric} of ${trials.length} trials in their order; the best is ${formatFigure(best)}.`}
        x={{ title: 'Trial', ticks: wholeTicks(line.map(({ x }) => x)) }}
        y={{ title: found.metric }}
        height={200}
        series={[
          { kind: 'dots', name: 'Trial', color: 'var(--cat-source)', points: dots },
          { kind: 'line', name: 'Best so far', color: 'var(--cat-model)', points: line },
        ]}
      />
    </Section>
  );
}

/** A line for each trial through its settings to its score; the better the stronger. */
export function SettingsAndScore({ found, winner }: { found: Trials; winner?: string }) {
  const trials = comparable(found);
  if (trials.length < 2 || found.settings.length === 0) return null;
  const places = ranked({ ...found, trials }).map(({ name }) => name);
  return (
    <Section title="Settings and score" note={`${trials.length} trials`}>
      <ParallelCoordinates
        label={`Settings of ${trials.length} trials and their ${found.metric}; the table below has the same.`}
        {...(winner ? { selected: winner } : {})}
        axes={[
          ...found.settings.map(({ name, label, isLog }) => ({
            key: name,
            label,
            isLog,
            values: trials.map(({ values }) => values[name] ?? null),
          })),
          { key: '$score', label: found.metric, values: trials.map(({ score }) => score) },
        ]}
        lines={trials.map(({ name, title, score }) => ({
          key: name,
          label: `${title}: ${found.metric} ${formatFigure(score!)}`,
          strength: 1 - places.indexOf(name) / Math.max(1, places.length - 1),
        }))}
      />
    </Section>
  );
}

/** What each setting had to do with the score. */
export function SettingImportance({ report }: { report: TuneReport }) {
  const { settings, method } = report.importance;
  const known = settings.filter(({ share }) => share !== null).sort((a, b) => b.share! - a.share!);
  const labelOf = (name: string) => report.space.find((setting) => setting.name === name)?.label ?? name;
  return (
    <Section title="What mattered">
      {known.length === 0 ? (
        <p className={reports.muted}>Too few trials came to an end to say which setting mattered.</p>
      ) : (
        <>
          <table className={styles.importance} aria-label="Importance of settings">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col" colSpan={2}>
                  Explains
                </th>
              </tr>
            </thead>
            <tbody>
              {known.map(({ name, share }) => (
                <tr key={name}>
                  <th scope="row">{labelOf(name)}</th>
                  <td>
                    <span className={styles.bar}>
                      <i style={{ width: `${share! * 100}%` }} />
                    </span>
                  </td>
                  <td data-number>{formatShare(share!)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className={reports.muted}>{method}. Settings that matter only together show as little.</p>
        </>
      )}
    </Section>
  );
}

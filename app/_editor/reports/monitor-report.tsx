import Link from 'next/link';
import { Note } from '@/app/_ui/feedback';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { ResultProps } from './node-results';
import styles from './reports.module.css';

/** What is watched, how often, and where to look. */
export function MonitorReport({ run, nodeId }: ResultProps) {
  const config = run.document.nodes[nodeId]?.config ?? {};
  const slug = slugBehind(run, nodeId);
  const watches = run.publish && run.stages.some((stage) => stage.id === nodeId && stage.state === 'done');
  return (
    <Section title="Monitor">
      {watches && slug ? (
        <Note
          tone="good"
          glyph={<StateGlyph kind="done" />}
          title={<Link href={`/endpoints/${slug}`}>Watches /endpoints/{slug}</Link>}
        >
          Drift over the checks, per feature and for the score, is shown there.
        </Note>
      ) : (
        <Note title="Watches once it is published">Save a version, then Publish: the first check is due at once.</Note>
      )}
      <dl className={styles.facts} style={{ marginTop: 10 }}>
        <dt>Drifted from</dt>
        <dd>PSI {String(config.threshold ?? 0.2)}</dd>
        <dt>Judges from</dt>
        <dd>{String(config.minRows ?? 500)} rows</dd>
        <dt>Checks</dt>
        <dd>
          every {String(config.everyMinutes ?? 60)} min, over the last {String(config.windowHours ?? 24)} h
        </dd>
      </dl>
    </Section>
  );
}

function slugBehind(run: ResultProps['run'], nodeId: string): string | undefined {
  const wire = run.document.wires.find((candidate) => candidate.to.node === nodeId);
  const slug = wire ? run.document.nodes[wire.from.node]?.config.slug : undefined;
  return typeof slug === 'string' && slug !== '' ? slug : undefined;
}

'use client';

import { Download } from 'lucide-react';
import Link from 'next/link';
import { ProofSteps } from '@/app/_editor/proof/proof-steps';
import { useReport } from '@/app/_editor/reports/use-report';
import { saveText } from '@/app/_frame/save-text';
import { Button } from '@/app/_ui/button';
import { formatInteger } from '@/app/_ui/figures';
import { Ago, exactWords } from '@/app/_ui/moment';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { ModelVersion } from '@/server/db/models';
import { modelTitle } from '../model-words';
import styles from '../models.module.css';

/** Which run, which drawing, which rows; who serves it; and its other versions. */
export function ModelOrigin({ model }: { model: ModelVersion }) {
  const trained = useReport<TrainedModel>(model.key);
  const { signature, trainedOn, proof } = trained.data ?? {};
  return (
    <aside className={styles.side} aria-label="Where it came from">
      <section>
        <h2>Where it came from</h2>
        <dl>
          <dt>Pipeline</dt>
          <dd>
            {model.pipelineId ? (
              <Link href={`/pipelines/${model.pipelineId}?run=${model.runId}`}>{model.pipelineName}</Link>
            ) : (
              model.pipelineName
            )}
          </dd>
          <dt>Run</dt>
          <dd>
            <Link href={`/runs/${model.runId}`}>run {model.runNumber}</Link>
          </dd>
          <dt>Learned</dt>
          <dd title={exactWords(model.createdAt)}>
            <Ago at={model.createdAt} suffix />
          </dd>
          {signature && trainedOn ? (
            <>
              <dt>Predicts</dt>
              <dd>{signature.target}</dd>
              <dt>Rows</dt>
              <dd>
                {formatInteger(trainedOn.rows)} {trainedOn.partition === null ? 'rows, no split' : 'training rows'}
              </dd>
              <dt>Reads</dt>
              <dd title={signature.features.join(', ')}>{formatInteger(signature.features.length)} columns</dd>
            </>
          ) : null}
          <dt>Content key</dt>
          <dd className={styles.mono} title={model.key}>
            {model.key.slice(0, 16)}
          </dd>
        </dl>
      </section>
      {proof ? (
        <section>
          <h2>Learned from which rows</h2>
          <div className={styles.proof}>
            <ProofSteps proof={proof} />
          </div>
        </section>
      ) : null}
      <section>
        <h2>Served by</h2>
        {model.deployments.length === 0 ? <p className={styles.muted}>No endpoint has it.</p> : null}
        <ul>
          {model.deployments.map(({ slug, number, isCurrent }) => (
            <li key={`${slug} ${number}`}>
              <Link href={`/endpoints/${slug}`}>{slug}</Link> as its model {number}
              <span className={styles.muted}>{isCurrent ? ', answering now' : ', replaced'}</span>
            </li>
          ))}
        </ul>
      </section>
      {model.others.length > 0 ? (
        <section>
          <h2>Other versions</h2>
          <ul>
            {model.others.map((other) => (
              <li key={other.id}>
                <Link href={`/models/${other.id}`}>version {other.number}</Link>{' '}
                <span className={styles.muted}>
                  <Ago at={other.createdAt} suffix />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Button
        size="s"
        icon={Download}
        data-not-in-file
        disabled={!trained.data}
        onClick={() => saveText(`${modelTitle(model)}-${model.number}.json`, JSON.stringify(trained.data, null, 2))}
      >
        What is known, as JSON
      </Button>
    </aside>
  );
}

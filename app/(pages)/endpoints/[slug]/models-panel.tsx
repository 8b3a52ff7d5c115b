'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { Badge } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import { AlertDialog } from '@/app/_ui/dialog';
import { EmptyState } from '@/app/_ui/feedback';
import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { Ago } from '@/app/_ui/moment';
import { Panel } from '@/app/_ui/panel';
import { toast } from '@/app/_ui/toast';
import type { EndpointDetail } from '@/server/api/endpoints';
import type { DeploymentView } from '@/server/db/endpoint-views';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from '../endpoints.module.css';
import own from './models.module.css';

/** The model versions behind the address; any earlier one can answer again. */
export function ModelsPanel({ endpoint }: { endpoint: EndpointDetail }) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const [wanted, setWanted] = useState<DeploymentView | null>(null);
  const { slug, current, deployments } = endpoint;
  const rollBack = useMutation({
    mutationFn: (deployment: DeploymentView) => direct.endpoints.rollBack.mutate({ slug, deploymentId: deployment.id }),
    onSuccess: (_, deployment) => {
      toast({ tone: 'good', title: `Model ${deployment.number} answers ${slug}` });
      return client.invalidateQueries({ queryKey: trpc.endpoints.get.queryKey({ slug }) });
    },
    onError: sayProblem('The other model does not answer'),
  });
  return (
    <Panel className={styles.versions} title="Models" note={`${deployments.length} published`} flush>
      {deployments.length === 0 ? (
        <EmptyState icon="box" title="Nothing published">
          Publish a saved version of the pipeline: its model answers here, and an earlier one can be brought back.
        </EmptyState>
      ) : (
        <ul className={own.list}>
          {deployments.map((deployment) => (
            <li key={deployment.id}>
              <div>
                <b>model {deployment.number}</b>
                {deployment.id === current?.id ? <Badge tone="good">answers</Badge> : null}
                <span className={own.when}>
                  <Ago at={deployment.createdAt} suffix />
                </span>
              </div>
              <p>
                {deployment.versionNumber && endpoint.pipelineId ? (
                  <Link href={`/pipelines/${endpoint.pipelineId}/versions`}>v{deployment.versionNumber}</Link>
                ) : null}
                {deployment.runNumber && deployment.runId ? (
                  <Link href={`/runs/${deployment.runId}`}>run {deployment.runNumber}</Link>
                ) : null}
                <span>{metricWords(deployment)}</span>
              </p>
              {deployment.id === current?.id ? null : (
                <Button size="s" onClick={() => setWanted(deployment)}>
                  {current && deployment.number < current.number ? 'Roll back to it' : 'Let it answer'}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <AlertDialog
        open={wanted !== null}
        onOpenChange={(next) => {
          if (!next) setWanted(null);
        }}
        title={`Let model ${wanted?.number} answer?`}
        description={`Callers of ${slug} get its answers within a second; no request fails. Model ${current?.number} stays and can come back.`}
        action="Let it answer"
        onAction={() => wanted && rollBack.mutate(wanted)}
      />
    </Panel>
  );
}

function metricWords({ metrics, artifactHash }: DeploymentView): string {
  const all = Object.entries(metrics ?? {}).filter(([, value]) => value !== null);
  const known = all.find(([name]) => findMetric(name)) ?? all[0];
  if (!known || known[1] === null) return artifactHash.slice(0, 7);
  const [name, value] = known;
  const written = Math.abs(value) <= 1 ? formatDecimal(value, 3) : formatFigure(value);
  return `${findMetric(name)?.title ?? spaced(name)} ${written}`;
}

/** trainingLoss → training loss */
const spaced = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

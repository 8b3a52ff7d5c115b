import { createHash, randomBytes } from 'node:crypto';
import type { Database } from './client';

/** Payload: the slug whose current deployment changed. */
export const DEPLOYMENTS_CHANNEL = 'sluice_deployments';
/** Payload: the hash of a key that was revoked. */
export const API_KEYS_CHANNEL = 'sluice_api_keys';

export interface NewDeployment {
  readonly slug: string;
  readonly title: string;
  readonly artifactKey: string;
  readonly artifactHash: string;
  readonly pipelineId?: string;
  readonly runId?: string;
  readonly versionId?: string;
  readonly metrics?: Readonly<Record<string, number | null>>;
}

export interface PublishedDeployment {
  readonly endpointId: string;
  readonly deploymentId: string;
  /** The model version callers see. */
  readonly number: number;
}

/** Creates the endpoint or finds it by slug, adds a deployment and makes it current: one transaction, one notice. */
export async function publishDeployment({ sql }: Database, wanted: NewDeployment): Promise<PublishedDeployment> {
  return sql.begin(async (tx) => {
    const [endpoint] = await tx<{ id: string }[]>`
      insert into endpoints (slug, title, pipeline_id) values (${wanted.slug}, ${wanted.title}, ${wanted.pipelineId ?? null})
      on conflict (slug) do update set title = excluded.title, pipeline_id = coalesce(excluded.pipeline_id, endpoints.pipeline_id)
      returning id`;
    // The upsert holds the endpoint's row, so that numbers are given one at a time.
    const [deployment] = await tx<{ id: string; number: number }[]>`
      insert into deployments (endpoint_id, number, artifact_key, artifact_hash, run_id, version_id, metrics)
      select ${endpoint!.id}, coalesce(max(number), 0) + 1, ${wanted.artifactKey}, ${wanted.artifactHash},
        ${wanted.runId ?? null}::uuid, ${wanted.versionId ?? null}::uuid, ${tx.json(wanted.metrics ?? {})}
      from deployments where endpoint_id = ${endpoint!.id}
      returning id, number`;
    await tx`update endpoints set current_deployment_id = ${deployment!.id} where id = ${endpoint!.id}`;
    await tx`select pg_notify(${DEPLOYMENTS_CHANNEL}, ${wanted.slug})`;
    return { endpointId: endpoint!.id, deploymentId: deployment!.id, number: deployment!.number };
  });
}

/** Makes an earlier deployment answer again. False when the endpoint has no such deployment. */
export async function useDeployment({ sql }: Database, endpointId: string, deploymentId: string): Promise<boolean> {
  const changed = await sql<{ slug: string }[]>`
    update endpoints set current_deployment_id = ${deploymentId}
    where id = ${endpointId}
      and exists (select from deployments where id = ${deploymentId} and endpoint_id = ${endpointId})
    returning slug`;
  if (changed[0]) await sql`select pg_notify(${DEPLOYMENTS_CHANNEL}, ${changed[0].slug})`;
  return changed.length > 0;
}

/** An endpoint with the deployment that answers it. */
export interface ServingDeployment {
  readonly endpointId: string;
  readonly slug: string;
  readonly title: string;
  readonly deploymentId: string | null;
  readonly number: number | null;
  readonly artifactHash: string | null;
}

/** Every endpoint and its current deployment, by slug. */
export function readServingDeployments({ sql }: Database): Promise<ServingDeployment[]> {
  return sql<ServingDeployment[]>`
    select e.id as "endpointId", e.slug, e.title, d.id as "deploymentId", d.number, d.artifact_hash as "artifactHash"
    from endpoints e left join deployments d on d.id = e.current_deployment_id
    order by e.slug`;
}

export interface ApiKey {
  readonly id: string;
  readonly label: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Makes a key. The key itself is in the answer and nowhere else. */
export async function createApiKey(
  { sql }: Database,
  endpointId: string,
  label: string,
): Promise<{ id: string; key: string }> {
  const key = `slk_${randomBytes(24).toString('base64url')}`;
  const [made] = await sql<{ id: string }[]>`
    insert into api_keys (endpoint_id, label, prefix, hash)
    values (${endpointId}, ${label}, ${key.slice(0, 8)}, ${hashApiKey(key)}) returning id`;
  return { id: made!.id, key };
}

/** From then on the key is refused, within a second by running gateways. */
export async function revokeApiKey({ sql }: Database, id: string): Promise<boolean> {
  const revoked = await sql<{ hash: string }[]>`
    update api_keys set revoked_at = now() where id = ${id} and revoked_at is null returning hash`;
  if (revoked[0]) await sql`select pg_notify(${API_KEYS_CHANNEL}, ${revoked[0].hash})`;
  return revoked.length > 0;
}

export function readApiKeys({ sql }: Database, endpointId: string): Promise<ApiKey[]> {
  return sql<ApiKey[]>`
    select id, label, prefix, created_at as "createdAt", revoked_at as "revokedAt"
    from api_keys where endpoint_id = ${endpointId} order by created_at`;
}

/** The endpoint a key opens; undefined when there is no such key or it was revoked. */
export async function findKeyEndpoint({ sql }: Database, hash: string): Promise<string | undefined> {
  const [found] = await sql<{ endpointId: string }[]>`
    select endpoint_id as "endpointId" from api_keys where hash = ${hash} and revoked_at is null`;
  return found?.endpointId;
}

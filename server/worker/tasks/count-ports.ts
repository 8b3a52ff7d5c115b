import type { PortCount } from '@/drizzle/schema/execution';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { RunSpec } from '@/server/compiler/emit/run-spec';
import { findArtifacts } from '@/server/db/catalogue';
import { type RunView, readCountedPorts, readRun, savePortCounts } from '@/server/db/runs';
import { relationKeys } from '@/server/executor/relation-keys';
import type { WorkerTask } from '.';

/** After a run: rows of tables that no stage wrote, because they were fused into a query. */
export const countPortsTask: WorkerTask = {
  name: 'count-ports',
  async handle(payload, { database, count }) {
    const { runId } = payload as { runId: string };
    const run = await readRun(database, runId);
    if (run === undefined) return;
    const ports = fusedPorts(run.spec, heldBack(run));
    const known = await readCountedPorts(
      database,
      [...ports.values()].map((port) => port.key),
    );
    const keys = [...ports.values()].flatMap(({ rel }) => {
      const { scans, fits } = relationKeys(rel);
      return [...scans, ...fits];
    });
    const artifacts = await findArtifacts(database, keys);
    const counts: Record<string, PortCount> = {};
    const open: Record<string, Rel> = {};
    for (const [name, { key, rel }] of ports) {
      const counted = known.get(key);
      const { scans, fits } = relationKeys(rel);
      if (counted) counts[name] = counted;
      else if ([...scans, ...fits].every((needed) => artifacts.has(needed))) open[name] = rel;
    }
    if (Object.keys(open).length > 0) {
      Object.assign(counts, await count({ ports: open, artifacts: Object.fromEntries(artifacts) }));
    }
    if (Object.keys(counts).length > 0) await savePortCounts(database, runId, counts);
  },
};

/** Nodes whose every stage failed or was not begun: what the run stopped (a join that explodes) is not done to be counted. */
function heldBack({ stages }: RunView): ReadonlySet<string> {
  const ended = stages.filter(({ state }) => state === 'done' || state === 'reused');
  const well = new Set(ended.flatMap(({ nodes }) => nodes));
  return new Set(stages.flatMap(({ nodes }) => nodes).filter((node) => !well.has(node)));
}

function fusedPorts(spec: RunSpec, except: ReadonlySet<string>): Map<string, { key: string; rel: Rel }> {
  const ports = new Map<string, { key: string; rel: Rel }>();
  for (const [name, { type, rel, stage, key }] of Object.entries(spec.ports ?? {})) {
    if (except.has(name.slice(0, name.lastIndexOf('.')))) continue;
    if (type === 'table' && rel !== undefined && stage === undefined) ports.set(name, { key, rel });
  }
  return ports;
}

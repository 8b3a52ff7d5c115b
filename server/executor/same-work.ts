import { canonicalJson, contentKey } from '@/nodes/kernel/canonical';
import type { Claim, PublishedArtifact } from '@/server/db/computations';
import { ENGINE_VERSIONS } from '@/server/engine/versions';

/**
 * The second level of reuse: keys of a stage's outputs by what its inputs *are* instead of where they came from. An
 * edit upstream that gave equal values ends here. Nothing to compare without inputs.
 */
export function sameWorkKeys({ stage, inputs }: Pick<Claim, 'stage' | 'inputs'>): Map<string, string> {
  if (stage.publishes || stage.inputs.length === 0 || stage.outputs.length === 0) return new Map();
  const {
    id: _id,
    key: _key,
    node: _node,
    nodes: _nodes,
    dependsOn: _dependsOn,
    work: _work,
    anew: _anew,
    outputs,
    inputs: _inputs,
    ...does
  } = stage;
  let text = canonicalJson({
    work: does,
    inputs: stage.inputs.map(({ name, key, kind }) => ({ name, key, kind })),
    outputs: outputs.map(({ name, kind }) => ({ name, kind })),
    engines: ENGINE_VERSIONS,
  });
  for (const { key } of stage.inputs) {
    const artifact = inputs[key];
    if (artifact === undefined) return new Map();
    text = text.replaceAll(key, `#${artifact.hash}`);
  }
  const same = contentKey(text);
  return new Map(outputs.map((output) => [output.name, `same:${same}:${output.name}`]));
}

/** Artifacts under their own keys, and once more under what would make equal inputs find them. */
export function withSameWork(
  artifacts: readonly (PublishedArtifact & { readonly key: string })[],
  claim: Pick<Claim, 'stage' | 'inputs'>,
): (PublishedArtifact & { readonly key: string })[] {
  const keys = sameWorkKeys(claim);
  return artifacts.flatMap((artifact) => {
    const name = claim.stage.outputs.find((output) => output.key === artifact.key)?.name;
    const same = name === undefined ? undefined : keys.get(name);
    return same === undefined ? [artifact] : [artifact, { ...artifact, key: same }];
  });
}

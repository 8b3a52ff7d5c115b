import type { RunSpec, Stage } from './emit/run-spec';

const SHAPES: Readonly<Record<Stage['kind'], (text: string) => string>> = {
  query: (text) => `[${text}]`,
  fit: (text) => `([${text}])`,
  task: (text) => `[[${text}]]`,
};

/** The stages of a spec as a mermaid flow chart: queries as boxes, fits rounded, tasks doubled; dotted lines wait for a gate. */
export function explain(spec: RunSpec): string {
  const number = new Map(spec.stages.map((stage, index) => [stage.id, index]));
  const lines = spec.stages.map((stage) => {
    const work = stage.nodes.length > 1 ? ` (${stage.nodes.join(', ')})` : '';
    return `  s${number.get(stage.id)}${SHAPES[stage.kind](`"${stage.id}: ${stage.kind}${work}"`)}`;
  });
  for (const stage of spec.stages) {
    const makers = new Set(
      spec.stages
        .filter((other) => other.outputs.some((output) => stage.inputs.some((input) => input.key === output.key)))
        .map((other) => other.id),
    );
    for (const parent of stage.dependsOn) {
      lines.push(`  s${number.get(parent)} ${makers.has(parent) ? '-->' : '-.->'} s${number.get(stage.id)}`);
    }
  }
  return ['flowchart LR', ...lines, ''].join('\n');
}

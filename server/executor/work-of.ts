import { contentKey } from '@/nodes/kernel/canonical';
import type { Stage } from '@/server/compiler/emit/run-spec';

/** What a stage's time can be told from: earlier work of its kind, best with the same settings. */
export interface Work {
  /** `train`, `tune:trial`, `fit impute`, `query filter+scan`. */
  readonly kind: string;
  /** A hash of everything but what it reads. */
  readonly settings: string;
}

/** A stage as it is handed to workers. */
export type WantedStage = Stage & {
  readonly work?: Work;
  /** Runs although its result is known, and replaces that. */
  readonly anew?: boolean;
};

export function workOf(stage: Stage): Work {
  switch (stage.kind) {
    case 'task':
      return { kind: taskKind(stage), settings: hashed([stage.config, stage.step, stage.dataset?.key]) };
    case 'fit':
      return {
        kind: stage.task ? `fit ${stage.task.type}` : 'fit',
        settings: hashed([stage.aggregates, stage.task?.config]),
      };
    case 'query': {
      const operators = [...new Set(operatorsIn(Object.values(stage.relations)))].sort();
      return { kind: `query ${operators.join('+')}`, settings: hashed(withoutKeys(stage)) };
    }
  }
}

/** Trials of a search are one kind, whatever their number. */
function taskKind({ type, step }: Extract<Stage, { kind: 'task' }>): string {
  const name = step?.split('-')[0];
  return name ? `${type}:${name}` : type;
}

function operatorsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(operatorsIn);
  if (value === null || typeof value !== 'object') return [];
  const own = 'op' in value && typeof value.op === 'string' ? [value.op] : [];
  return [...own, ...Object.values(value).flatMap(operatorsIn)];
}

/** A query names what it reads by key, and keys change with whatever lies above. */
function withoutKeys({ relations, inputs }: Extract<Stage, { kind: 'query' }>): string {
  return inputs.reduce((text, { key }, at) => text.replaceAll(key, `#${at}`), JSON.stringify(Object.values(relations)));
}

const hashed = (value: unknown): string => contentKey(value).slice(0, 16);

import type { CheckContext } from '../define-node';
import type { Fix } from '../diagnostics';
import { leaveOutOf } from '../leave-out';
import { familyOf } from '../model-families';
import type { Column } from '../schema';
import { type ModelConfig, stopsEarly } from '../trainer-settings';
import { featureColumns } from './feature-columns';

const NUMBERS = new Set(['bool', 'int', 'float', 'vector']);

/** The node that turns other columns into numbers. */
const PREPARED_BY: Readonly<Record<string, string>> = { date: 'a Date parts node', timestamp: 'a Date parts node' };

function leaveOutFix(node: string, features: readonly Column[], unreadable: readonly Column[]): Fix | undefined {
  const rest = features.filter((column) => !unreadable.includes(column)).map(({ name }) => name);
  if (rest.length === 0) return undefined;
  return leaveOutOf(
    node,
    { features: rest },
    unreadable.map(({ name }) => name),
  );
}

/** What can be said before a run of a node that trains: of its target, its features and what its model can read. */
export function checkLearning({ config: settings, inputs, nodeId, report }: CheckContext<ModelConfig>): void {
  const table = inputs.table;
  if (!table || table.open || settings.target === '') return;
  if (settings.features.includes(settings.target)) {
    report('leak-target-among-features', ['features'], `The target ${settings.target} is among the features.`, {
      hint: 'Remove it from the features.',
    });
  }
  const target = table.columns.find((column) => column.name === settings.target);
  if (target && target.type === 'text' && settings.task === 'regression') {
    report('column-type', ['task'], `A regression needs a number; ${target.name} is text.`, {
      hint: 'Choose classification.',
    });
  }
  if (target && target.type === 'float' && settings.task === 'classification') {
    report('column-type', ['task'], `${target.name} is a float and cannot name classes.`, {
      hint: 'Choose regression, or correct its type in the source.',
    });
  }
  if (settings.weights !== '' && settings.weights === settings.target) {
    report('setting-invalid', ['weights'], `The target ${settings.target} cannot be the weight of its rows.`, {
      hint: 'Choose another column of weights, or none.',
    });
  }
  const family = familyOf(settings.algorithm);
  const isClasses =
    settings.task === 'classification' ||
    (settings.task === 'auto' && (target?.type === 'text' || target?.type === 'bool'));
  if (target && isClasses && !family.tasks.includes('classification')) {
    report('column-type', ['algorithm'], `${family.label} predicts numbers; ${target.name} has classes.`, {
      hint: 'Choose Logistic regression / ridge, or trees.',
    });
  }
  const features = featureColumns(settings, table);
  if (features.length === 0) report('setting-missing', ['features'], 'There is no column to learn from.');
  const isReadable = ({ type }: Column) => NUMBERS.has(type) || (type === 'text' && family.readsCategories);
  const unreadable = features.filter((column) => !isReadable(column));
  if (unreadable.length > 0) {
    const names = unreadable
      .slice(0, 3)
      .map((column) => column.name)
      .join(', ');
    report(
      'column-type',
      ['features'],
      `A model reads numbers; ${names}${unreadable.length > 3 ? ` and ${unreadable.length - 3} more` : ''} ${unreadable.length === 1 ? 'is' : 'are'} ${unreadable[0]!.type}.`,
      {
        hint: `Put ${PREPARED_BY[unreadable[0]!.type] ?? 'an Encode node'} before this one, or leave ${unreadable.length === 1 ? 'it' : 'them'} out of the features.`,
        fix: leaveOutFix(nodeId, features, unreadable),
      },
    );
  }
  const missing = family.readsMissing ? [] : features.filter((column) => column.nullable);
  if (missing.length > 0) {
    report(
      'node-advice',
      ['algorithm'],
      `A linear model cannot read missing values; ${missing[0]!.name}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''} may be missing.`,
      { hint: 'Put an Impute node before this one, or choose boosted trees.' },
    );
  }
  if (stopsEarly(settings) && !table.partitioned) {
    report(
      'no-partition',
      ['trees', 'earlyStopping'],
      'Stopping early needs validation rows, and no split labels these rows.',
      { hint: 'Put a Split node before this one.' },
    );
  }
}

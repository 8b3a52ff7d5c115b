import { defineRun, StageFailure } from '../kernel';
import type { Config } from './definition';
import { judgeDrift } from './drift-rules';
import { judgeRule, resultOf, type Unchecked, uncheckable } from './judge';
import { countBroken, measureRules, samplesOf } from './measure';
import { number, type RuleResult, summarise } from './report';
import type { Rule } from './rules';
import { judgeTableRules } from './table-rules';

/** Measures every rule in one scan, writes the report, and fails the run when a rule says so. */
export default defineRun<Config>(async (context) => {
  const { config, database, inputs } = context;
  const table = inputs.table('table');
  const { missing } = config.unchecked;
  const measured = await measureRules(config, table, database);
  const rules: RuleResult[] = [];
  for (const [index, rule] of config.rules.entries()) {
    context.signal.throwIfAborted();
    const judged =
      rule.kind === 'drift'
        ? await judgeDrift(rule, context)
        : (uncheckable(rule, table.schema, measured[index], table.rowCount) ??
          judgeRule(rule, table.schema, await withBroken(measured[index] ?? {}, rule), table.rowCount));
    rules.push('why' in judged ? uncheckedResult(rule, judged, config.unchecked) : await withSamples(judged, rule));
    context.progress(index + 1, config.rules.length);
  }
  rules.push(...judgeTableRules(config.table, table));
  const report = summarise(table.rowCount, rules);
  await context.outputs.json('report', report, {
    passed: report.passed,
    failed: report.failed + report.uncheckedFail,
    warned: report.warned + report.uncheckedWarn,
    rejected: report.rejected,
    unchecked: report.unchecked,
  });
  for (const rule of rules) if (rule.status !== 'passed') context.log(rule.message);
  refuse(rules);

  /** How many rows break a rule about uniqueness is asked only when some do. */
  async function withBroken(measures: Readonly<Record<string, number | null>>, rule: Rule) {
    if (measures.distinct === undefined) return measures;
    const broken =
      measures.distinct === measures.checked && missing === 'skip'
        ? 0
        : await countBroken(rule, table, missing, database);
    return { ...measures, broken };
  }

  async function withSamples(result: RuleResult, rule: Rule): Promise<RuleResult> {
    const samples = result.broken > 0 ? await samplesOf(rule, table, missing, database) : [];
    return { ...result, samples, message: `${result.message}${inWords(samples)}` };
  }
});

function uncheckedResult(rule: Rule, { cause, why }: Unchecked, settings: Config['unchecked']): RuleResult {
  return resultOf(rule, {
    status: 'unchecked',
    checked: 0,
    broken: 0,
    message: `Not checked: ${why}.`,
    uncheckedAction: cause === 'column' ? settings.column : settings.empty,
  });
}

function inWords(samples: RuleResult['samples']): string {
  if (samples.length === 0) return '';
  const shown = samples.slice(0, 3).map(({ value, rows }) => `“${value}”${rows > 1 ? ` (${number(rows)} rows)` : ''}`);
  return ` For example ${samples[0]!.column} ${shown.join(', ')}.`;
}

function refuse(rules: readonly RuleResult[]): void {
  const failed = rules.filter((rule) => rule.status === 'failed' || rule.uncheckedAction === 'fail');
  if (failed.length === 0) return;
  const [first] = failed;
  const more =
    failed.length > 1 ? ` ${failed.length - 1} more ${failed.length === 2 ? 'rule is' : 'rules are'} broken.` : '';
  const message = first!.status === 'unchecked' ? `${first!.rule} — ${first!.message}` : first!.message;
  throw new StageFailure(`${message}${more}`, {
    kind: 'validation',
    hint: 'Open the report to see every rule. Mend the data, or let the rule warn or reject the rows.',
  });
}

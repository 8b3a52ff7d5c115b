import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Partition } from '@/nodes/kernel/schema';
import { ancestorsOf, pathDown } from './paths';
import { type RowState, splitAt } from './row-state';

/** A part that something was tuned on cannot judge it any more; the test part is for judging alone. */
export function tunedParts(state: RowState): Diagnostic[] {
  const uses = usesOf(state);
  if (uses.length === 0) return [];
  const onTest = uses.filter(({ part, to }) => part === 'test' && to === 'tune');
  const judged = uses.filter(({ to }) => to === 'judge').map(({ part }) => part);
  const learners = partsLearnedAbove(state);
  const learned = uses.flatMap((use) => {
    const learner = use.to === 'learn' ? undefined : learners.find(({ part }) => part === use.part)?.learner;
    return learner ? [usedAfterLearning(state, use, learner)] : [];
  });
  if (learned.length > 0) return learned.slice(0, 1);
  return [
    ...onTest.filter((use) => !isChosenElsewhere(state, use.part)).map((use) => tunedOnTest(state, use)),
    ...tunersAbove(state).flatMap(({ tuner, part, what }) =>
      judged.includes(part) ? [judgedOnTuned(state, tuner, part, what)] : [],
    ),
  ];
}

type PartUse = NonNullable<ReturnType<typeof usesOf>>[number];

const usesOf = ({ typed: { linked } }: RowState) =>
  linked.configured ? (linked.definition.usesParts?.(linked.config) ?? []) : [];

function tunedOnTest(state: RowState, { what, path }: PartUse): Diagnostic {
  return diagnostic(
    'leak-tuned-on-test',
    { node: state.id, path },
    `${what} was chosen by the test part, and the test part then judges it: the score will be too good.`,
    { hint: 'Choose it on the validation part, and judge on the test part once it stands.', path: [state.id] },
  );
}

/** Another node that judges the same model on a part meant for choosing. */
function isChosenElsewhere(state: RowState, part: Partition): boolean {
  return [...ancestorsOf(state)].some(
    (above) => above !== state && usesOf(above).some((use) => use.to === 'judge' && use.part !== part),
  );
}

function tunersAbove(state: RowState): { tuner: RowState; part: Partition; what: string }[] {
  return [...ancestorsOf(state)].flatMap((tuner) =>
    tuner === state || splitAt(tuner) !== splitAt(state)
      ? []
      : usesOf(tuner).flatMap(({ part, to, what }) => (to === 'tune' ? [{ tuner, part, what }] : [])),
  );
}

function judgedOnTuned(state: RowState, tuner: RowState, part: Partition, what: string): Diagnostic {
  return diagnostic(
    'leak-tuned-on-test',
    { node: state.id },
    `${state.title} judges on the ${part} part, by which ${tuner.title} chose ${what[0]!.toLowerCase()}${what.slice(1)}: the score will be too good.`,
    { hint: `Judge on ${part === 'test' ? 'validation' : 'test'}.`, path: pathDown(tuner, state) },
  );
}

/** Parts that a model was learned from, on the way to what is judged here. */
function partsLearnedAbove(state: RowState): { learner: RowState; part: Partition }[] {
  return [...ancestorsOf(state)].flatMap((learner) =>
    learner === state || splitAt(learner) !== splitAt(state)
      ? []
      : usesOf(learner).flatMap(({ part, to }) => (to === 'learn' ? [{ learner, part }] : [])),
  );
}

function usedAfterLearning(state: RowState, { part, to, path }: PartUse, learner: RowState): Diagnostic {
  const does = to === 'judge' ? 'judges on' : 'chooses by';
  return diagnostic(
    'leak-tuned-on-test',
    { node: state.id, path },
    `${state.title} ${does} the ${part} part, and ${learner.title} learned from its rows: they look better than others will.`,
    {
      hint: `Let ${learner.title} learn from training rows only${to === 'judge' ? `, or judge on ${part === 'test' ? 'validation' : 'test'}` : ''}.`,
      path: pathDown(learner, state),
    },
  );
}

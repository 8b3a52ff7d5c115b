'use client';

import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Note, Skeleton } from '@/app/_ui/feedback';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import type { LeakageProof } from '@/nodes/kernel/learned-from';
import { titleOf } from '../canvas/ports';
import { useAnalysis, useDocument, useEditor, useRuns, useView } from '../editor';
import { goToProblem } from '../problems/go-to-problem';
import { useReport } from '../reports/use-report';
import styles from './proof.module.css';
import { type CheckedRule, checkRules } from './proof-rules';
import { ProofSteps } from './proof-steps';

/** Opened by the shield on a card: what was proved of the drawing, and what each step learned from which rows. */
export function ProofDialog() {
  const editor = useEditor();
  const id = useView((state) => state.proofOf);
  const doc = useDocument((state) => state.doc);
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const close = () => editor.view.setState({ proofOf: undefined });
  const node = id === undefined ? undefined : doc.nodes[id];
  if (id === undefined || !node) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={`Proof against leakage: ${titleOf(node)}`}
      description="What the drawing guarantees, and what the last run recorded."
      width={760}
      actions={
        <Button variant="primary" onClick={close}>
          Close
        </Button>
      }
    >
      <div className={styles.proof}>
        <ul className={styles.rules} aria-label="What is proved of the drawing">
          {checkRules(doc, id, diagnostics).map((rule) => (
            <RuleLine key={rule.says} rule={rule} onGo={close} />
          ))}
        </ul>
        <Recorded id={id} />
      </div>
    </Dialog>
  );
}

function RuleLine({ rule: { says, against }, onGo }: { rule: CheckedRule; onGo: () => void }) {
  const editor = useEditor();
  const isBroken = against.some(({ severity }) => severity === 'error');
  return (
    <li>
      {against.length === 0 ? <StateGlyph kind="done" /> : isBroken ? <StateGlyph kind="failed" /> : <WarningGlyph />}
      <span>
        {says}
        {against.map((problem) => (
          <button
            key={problem.message}
            type="button"
            className={styles.against}
            onClick={() => {
              onGo();
              goToProblem(editor, problem);
            }}
          >
            {problem.message}
          </button>
        ))}
      </span>
    </li>
  );
}

/** The proof that the model of the shown run carries. */
function Recorded({ id }: { id: string }) {
  const port = useRuns((state) => state.shown?.ports[`${id}.model`] ?? state.shown?.ports[`${id}.endpoint`]);
  const number = useRuns((state) => state.shown?.number);
  const current = useAnalysis((state) => state.nodes[id]?.outputs);
  const report = useReport<{ readonly proof?: LeakageProof }>(port?.isMaterialised ? port.key : undefined);
  const isOld = port !== undefined && !Object.values(current ?? {}).some(({ key }) => key === port.key);
  if (port?.isMaterialised && report.isFetching) return <Skeleton height={96} />;
  if (!report.data?.proof) {
    return (
      <Note title="No run has recorded it yet">
        Each step's rows, their number and a hash of their values stand here once this node has run.
      </Note>
    );
  }
  return (
    <section className={styles.recorded}>
      <h3>
        Recorded by run {number}
        {isOld ? <span className={styles.muted}> · the drawing has changed since</span> : null}
      </h3>
      <ProofSteps proof={report.data.proof} />
      <p className={styles.muted}>
        The hash is over the values of the rows learned from, whatever their order: test rows that change, come or go
        leave it as it is.
      </p>
    </section>
  );
}

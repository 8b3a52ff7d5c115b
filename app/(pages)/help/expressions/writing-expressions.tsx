import Link from 'next/link';
import { CodeBlock } from '@/app/_ui/code-block';
import styles from './expressions.module.css';

const RULES: readonly { what: string; how: string; note: string }[] = [
  {
    what: 'A column',
    how: 'total_charges   "joined on"',
    note: 'In double quotes where it has other characters than letters, digits and _, or is one of the words below. A " inside is written twice.',
  },
  { what: 'Text', how: "'Oslo'   'it''s'", note: 'In single quotes.' },
  {
    what: 'Numbers',
    how: '42   0.5   1e-3',
    note: 'With a point or an exponent it is a float, otherwise an int of 64 bits. An int is widened to float where a float is wanted.',
  },
  {
    what: 'Dates',
    how: "date '2026-01-31'   timestamp '2026-01-31 10:00:00'",
    note: 'Timestamps are UTC, to the microsecond.',
  },
  {
    what: 'Truth, nothing',
    how: 'true   false   null',
    note: 'A missing value is null. Most functions of a missing value are missing.',
  },
  {
    what: 'Conditions',
    how: 'and   or   not   =   !=   <   <=   >   >=',
    note: 'A comparison with a missing value is missing: neither true nor false.',
  },
  {
    what: 'One of several',
    how: "city in ('Oslo', 'Bergen')   tenure between 1 and 12",
    note: 'Both bounds belong to it. Also “not in” and “not between”.',
  },
  {
    what: 'Missing or not',
    how: 'city is null   city is not null   total ?? 0',
    note: '?? gives what follows where the value before it is missing.',
  },
  {
    what: 'Calculating',
    how: '+   -   *   /   %   ||',
    note: '/ always gives a float; || joins texts. First * / %, then + -, then ||, then ??, then comparisons, not, and, or.',
  },
  {
    what: 'Choosing',
    how: "if(tenure > 12, 'old', 'new')   case when … then … else … end",
    note: 'Without else the rest is missing.',
  },
];

/** How an expression is written, on one screen. */
export function WritingExpressions({ count }: { count: number }) {
  return (
    <section className={styles.writing} id="writing" aria-label="Writing expressions">
      <h2>Writing expressions</h2>
      <p>
        An expression gives one value per row, out of the columns of that row. It means the same in a run, in a query
        and in a prediction, and never fails: where a value is not defined, the result is missing. There are {count}{' '}
        functions;{' '}
        <Link href="/help/expressions/language" style={{ textDecoration: 'underline' }}>
          what exactly they mean
        </Link>{' '}
        is written down too.
      </p>
      <CodeBlock
        language="expression"
        label="the example"
        code={`case
  when contract = 'Month-to-month' and tenure < 12 then 'at risk'
  when coalesce(total_charges, monthly_charges * tenure) > 5000 then 'loyal'
  else 'steady'
end`}
      />
      <dl>
        {RULES.map(({ what, how, note }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <code>{how}</code>
              <span>{note}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.classes}>
        <b>exact</b> means that a prediction gives the very same value as a run; <b>close</b> that they may differ in
        the last digits (within 10⁻¹⁵ and 4 units in the last place); <b>runs only</b> that a pipeline using it cannot
        be published for predictions.
      </p>
    </section>
  );
}

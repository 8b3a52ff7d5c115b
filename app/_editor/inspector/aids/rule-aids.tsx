'use client';

import { Section } from '@/app/_ui/panel';
import type { AidProps } from './aids';
import { RuleSuggestions } from './rule-suggestions';
import { SuiteButtons } from './suite-buttons';

export function RuleAids(props: AidProps) {
  return (
    <Section title="Find rules" note="from the data, or from a suite">
      <RuleSuggestions {...props} />
      <SuiteButtons {...props} />
    </Section>
  );
}

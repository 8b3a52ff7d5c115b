import { openTour } from '../tour/tour-store';
import type { Command } from './command';

const card = () => document.querySelector<HTMLElement>('aside[aria-label="Coach"]');

export const coach: Command = {
  name: 'coach',
  title: 'Build with the coach',
  group: 'Pipeline',
  icon: 'sparkles',
  keys: ['shift+h'],
  keywords: ['tour', 'help', 'first', 'onboarding', 'guide', 'learn', 'how'],
  perform({ pipelineId }) {
    openTour(pipelineId);
    const focus = (tries: number) => {
      const button = card()?.querySelector<HTMLElement>('footer button') ?? card()?.querySelector('button');
      if (button) button.focus();
      else if (tries > 0) setTimeout(() => focus(tries - 1), 100);
    };
    // Its code may have to come first.
    setTimeout(() => focus(30), 0);
  },
};

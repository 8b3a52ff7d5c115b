import { toast } from '@/app/_ui/toast';
import type { RunDetail } from '../api';
import type { Editor } from '../editor';

/** Says, once a run with Publish has ended well, where the endpoint is. */
export function tellPublished({ runs }: Editor): () => void {
  return runs.subscribe(({ shown }, before) => {
    const hasJustEnded = before.shown?.id === shown?.id && before.shown?.state === 'running';
    if (!shown?.publish || shown.state !== 'done' || !hasJustEnded) return;
    const slug = publishedSlug(shown);
    toast({
      tone: 'good',
      title: slug ? `Published /endpoints/${slug}` : 'Published',
      description: `Run ${shown.number} passed every gate.`,
      duration: 20_000,
      action: slug
        ? { label: 'Open the endpoint', onSelect: () => window.location.assign(`/endpoints/${slug}`) }
        : undefined,
    });
  });
}

function publishedSlug(run: RunDetail): string | undefined {
  const publishing = run.stages.find((stage) => stage.publishes && stage.state === 'done');
  const slug = publishing && run.document.nodes[publishing.node]?.config.slug;
  return typeof slug === 'string' ? slug : undefined;
}

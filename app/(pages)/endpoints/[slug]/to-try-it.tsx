import { Button } from '@/app/_ui/button';

/** Where nothing was asked yet: to the form that asks, on the same page. */
export function ToTryIt() {
  return (
    <Button
      icon="send"
      onClick={() => {
        const panel = document.querySelector<HTMLElement>('section[aria-label="Try it"]');
        panel?.scrollIntoView({ block: 'nearest' });
        panel?.querySelector<HTMLElement>('input, textarea, button')?.focus();
      }}
    >
      Go to “Try it”
    </Button>
  );
}

import { expect, type Locator, type Page } from '@playwright/test';
import type { Editor, Point } from './editor';

/** What a hand does on the canvas: pulling, dropping, right-clicking, and the same by keys. */
export class Hands {
  readonly page: Page;
  readonly menu: Locator;
  /** The list to choose ports and wires from. */
  readonly pick: Locator;
  readonly find: Locator;
  /** Over several cards that are selected. */
  readonly bar: Locator;

  constructor(readonly editor: Editor) {
    this.page = editor.page;
    this.menu = this.page.getByRole('menu');
    this.pick = this.page.getByRole('combobox', { expanded: true });
    this.find = this.page.getByRole('textbox', { name: 'Find on the canvas' });
    this.bar = this.page.getByRole('toolbar', { name: /nodes selected$/ });
  }

  /** The middle of a port. */
  async port(node: string, port: string): Promise<Point> {
    return middle(this.editor.card(node).getByLabel(port, { exact: true }));
  }

  async middleOf(node: string): Promise<Point> {
    return middle(this.editor.card(node));
  }

  /** Presses at one point and lets go at another, in as many steps as a hand would need. */
  async drag(from: Point, to: Point, options: { letGo?: boolean } = {}): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    // A drag begins where the hand first moves: a long first step would be left out of the way.
    await mouse.move(from.x + 2, from.y + 2);
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 4 });
    // What is shown while dragging answers to a last small move.
    await mouse.move(to.x + 1, to.y);
    if (options.letGo !== false) await mouse.up();
  }

  /** Drags a card by its head so that its middle comes to a point. */
  async dragCard(node: string, to: Point): Promise<void> {
    const card = this.editor.card(node);
    // Hovering waits until it stands still.
    await card.hover({ position: { x: 100, y: 18 } });
    const { x, y } = await middle(card);
    await this.drag({ x, y: y - 18 }, { x: to.x, y: to.y - 18 });
  }

  /** From the list of nodes to a point of the canvas; `meanwhile` looks before it is let go. */
  async dropNode(title: string, at: Point, meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
    const item = this.editor.palette.getByRole('button', { name: title, exact: true });
    await item.scrollIntoViewIfNeeded();
    await this.drag(await middle(item), at, { letGo: false });
    await meanwhile();
    await this.page.mouse.up();
  }

  /** Lets a file go in the middle of the canvas. */
  async dropFile(name: string, text: string, type = ''): Promise<void> {
    const data = await this.page.evaluateHandle(
      (file) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([file.text], file.name, { type: file.type }));
        return transfer;
      },
      { name, text, type },
    );
    const { x, y } = await middle(this.editor.canvas);
    const event = { dataTransfer: data, clientX: x, clientY: y };
    for (const kind of ['dragenter', 'dragover', 'drop']) await this.editor.canvas.dispatchEvent(kind, event);
  }

  async rightClick(node: string): Promise<void> {
    await this.editor.card(node).click({ button: 'right', position: { x: 90, y: 18 } });
    await expect(this.menu).toBeVisible();
  }

  /** Narrows the list that is open, and takes its first entry. */
  async choose(typed: string): Promise<void> {
    await expect(this.pick).toBeFocused();
    await this.page.keyboard.type(typed);
    await this.page.keyboard.press('Enter');
  }

  wire(from: string, to: string): Locator {
    return this.editor.wire(from, to);
  }
}

async function middle(locator: Locator): Promise<Point> {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

import { expect, type Locator, type Page } from '@playwright/test';
import type { DataFile } from './data-file';
import { escaped } from './words';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const stageStates = 'Waiting|Queued|Running|Done|Reused|Failed|Skipped|Cancelled';

/** The canvas with all around it. */
export class Editor {
  readonly canvas: Locator;
  readonly cards: Locator;
  readonly inspector: Locator;
  readonly palette: Locator;
  readonly below: Locator;
  readonly search: Locator;
  readonly commands: Locator;
  /** Which run the canvas shows. */
  readonly runChip: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.getByRole('application', { name: 'Canvas' });
    this.cards = this.canvas.locator('[aria-roledescription="node"]');
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.palette = page.getByRole('navigation', { name: 'Nodes' });
    this.below = page.getByRole('region', { name: 'Data, problems and runs' });
    this.search = page.getByRole('combobox', { name: 'Add a node' });
    this.runChip = page.getByRole('button', { name: /^Run \d+, .*Choose another run$/ });
    this.commands = page.getByRole('dialog', { name: 'Commands' });
  }

  async isOpen(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Publish', exact: true })).toBeVisible();
    await expect(this.canvas).toBeVisible();
  }

  async rename(name: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: 'Name of the pipeline' });
    await field.fill(name);
    await field.press('Enter');
  }

  // Cards and wires

  card(title: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${escaped(title)}, `) });
  }

  /** The words of a card's state: Ready, Done, Reused, Failed … */
  async stands(title: string, state: string | RegExp): Promise<void> {
    const words = typeof state === 'string' ? escaped(state) : state.source;
    await expect(this.card(title)).toHaveAttribute('aria-label', new RegExp(`^${escaped(title)}, ${words}`));
  }

  async allStand(titles: readonly string[], state: string | RegExp): Promise<void> {
    for (const title of titles) await this.stands(title, state);
  }

  wire(from: string, to: string): Locator {
    return this.canvas.getByRole('img', { name: `Wire from ${from} to ${to}`, exact: true });
  }

  async drop(file: DataFile, at: Point): Promise<void> {
    const box = await this.boxOf(this.canvas);
    const data = await this.page.evaluateHandle(
      ({ name, text }) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name, { type: 'text/csv' }));
        return transfer;
      },
      { name: file.name, text: file.content.toString('utf8') },
    );
    const event = { dataTransfer: data, clientX: box.x + at.x, clientY: box.y + at.y };
    for (const type of ['dragenter', 'dragover', 'drop']) await this.canvas.dispatchEvent(type, event);
  }

  async dragFromPalette(title: string, at: Point): Promise<void> {
    await this.palette.getByRole('button', { name: title, exact: true }).dragTo(this.canvas, { targetPosition: at });
    await expect(this.card(title)).toBeVisible();
  }

  async addBySearch(title: string, at: Point): Promise<void> {
    const box = await this.boxOf(this.canvas);
    await this.canvas.click({ position: at });
    await this.page.mouse.move(box.x + at.x, box.y + at.y);
    await this.page.keyboard.press('/');
    await this.search.fill(title);
    await this.search.press('Enter');
    await expect(this.card(title)).toBeFocused();
  }

  /** Pulls a wire from the output of one card onto the input of another. */
  async connect(from: string, to: string, ports: { output?: string; input?: string } = {}): Promise<void> {
    const start = await this.middleOf(this.port(from, 'Output', ports.output));
    const end = await this.middleOf(this.port(to, 'Input', ports.input));
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 3 });
    await mouse.move(end.x, end.y, { steps: 3 });
    await mouse.up();
    await expect(this.wire(from, to)).toBeAttached();
  }

  async move(title: string, by: Point): Promise<void> {
    const { x, y } = await this.boxOf(this.card(title));
    const { mouse } = this.page;
    await mouse.move(x + 90, y + 18);
    await mouse.down();
    await mouse.move(x + 90 + by.x, y + 18 + by.y, { steps: 4 });
    await mouse.up();
  }

  /** Selects a wire and deletes it. */
  async cut(from: string, to: string): Promise<void> {
    await this.wire(from, to).click();
    await this.page.keyboard.press('Delete');
    await expect(this.wire(from, to)).toHaveCount(0);
  }

  /** Part of the path that a problem points at. */
  async isMarked(title: string, marked = true): Promise<void> {
    await expect(this.card(title).locator('[data-hot]')).toHaveCount(marked ? 1 : 0);
  }

  private port(node: string, side: 'Input' | 'Output', name?: string): Locator {
    const handle = this.card(node).getByLabel(name === undefined ? new RegExp(`^${side} `) : `${side} ${name}`);
    return name === undefined ? handle.first() : handle;
  }

  // The inspector

  async select(title: string): Promise<void> {
    await this.card(title).click({ position: { x: 90, y: 18 } });
    await expect(this.inspector.getByRole('textbox', { name: 'Title of the node' })).toHaveValue(title);
  }

  async tab(name: 'Configure' | 'Columns' | 'Results' | 'Docs'): Promise<void> {
    await this.inspector.getByRole('tab', { name }).click();
  }

  /** A chart of the results, with its measured line drawn. */
  async showsCurve(name: RegExp): Promise<void> {
    const chart = this.inspector.getByRole('img', { name });
    await chart.scrollIntoViewIfNeeded();
    await expect(chart.locator('path.js-line, path[data-kind="line"]').last()).toBeVisible();
  }

  /** Takes all settings of the selected node back to their defaults. */
  async resetNode(): Promise<void> {
    await this.inspector.getByRole('button', { name: 'More on this node' }).click();
    await this.page.getByRole('menuitem', { name: 'Reset all settings' }).click();
  }

  async replaceFile({ name, content }: DataFile): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.inspector.getByText('Replace').click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: content });
  }

  async undo(): Promise<void> {
    await this.page.getByRole('button', { name: /^Undo/ }).click();
  }

  /** A row of a list of settings: `Rules, 1`. */
  entry(list: string, number: number): Locator {
    return this.inspector.getByRole('group', { name: `${list}, ${number}`, exact: true });
  }

  /** Adds a row to a list of settings. */
  async addEntry(list: string): Promise<Locator> {
    const rows = this.inspector.getByRole('group', { name: new RegExp(`^${escaped(list)}, \\d`) });
    const before = await rows.count();
    await this.inspector.getByRole('button', { name: new RegExp(`^Add .+ to ${escaped(list)}$`) }).click();
    await expect(rows).toHaveCount(before + 1);
    return rows.nth(before);
  }

  async choose(label: string, option: string, within: Locator = this.inspector): Promise<void> {
    const segments = within.getByRole('group', { name: label, exact: true });
    if ((await segments.count()) > 0) {
      await segments.getByRole('radio', { name: option, exact: true }).click();
      return;
    }
    await within.getByRole('combobox', { name: label, exact: true }).click();
    await this.page.getByRole('option', { name: option }).click();
    await expect(within.getByRole('combobox', { name: label, exact: true })).toContainText(option);
  }

  columns(label: string, within: Locator = this.inspector): Locator {
    return within.getByRole('button', { name: new RegExp(`^${escaped(label)}: `) });
  }

  async pickColumn(label: string, column: string, within: Locator = this.inspector): Promise<void> {
    const picker = this.columns(label, within);
    await picker.click();
    await this.page.getByPlaceholder('Find a column').last().fill(column);
    await this.page.getByRole('option', { name: column }).first().click();
    if (await this.page.getByPlaceholder('Find a column').last().isVisible()) await this.page.keyboard.press('Escape');
    await expect(picker).toHaveAccessibleName(`${label}: ${column}`);
  }

  number(label: string, within: Locator = this.inspector): Locator {
    return within.getByRole('spinbutton', { name: label, exact: true });
  }

  async setNumber(label: string, value: number, within: Locator = this.inspector): Promise<void> {
    await this.number(label, within).fill(String(value));
    await this.number(label, within).press('Enter');
    await expect(this.number(label, within)).toHaveAttribute('aria-valuenow', String(value));
  }

  text(label: string, within: Locator = this.inspector): Locator {
    return within.getByRole('textbox', { name: new RegExp(`^${escaped(label)}( required)?$`) });
  }

  // Runs

  /** Says beside it what a run would cost: `Run 8 new · 1 reused`. */
  runButton(): Locator {
    return this.page.getByRole('button', { name: /^Run( \d+ (new|problem).*)?$/ });
  }

  /** Starts a run and gives its number. */
  async run(): Promise<number> {
    return this.newRunAfter(() => this.runButton().click());
  }

  /** The number of the run that this starts. */
  async newRunAfter(start: () => Promise<void>): Promise<number> {
    const before = await this.shownRun();
    await start();
    // The chip may be away for a moment: no number then is no new run.
    let shown = 0;
    const read = async () => {
      shown = await this.shownRun();
      return shown;
    };
    await expect.poll(read, { message: 'a new run on the canvas' }).toBeGreaterThan(before);
    return shown;
  }

  private async shownRun(): Promise<number> {
    const name = await this.runChip
      .first()
      .getAttribute('aria-label', { timeout: 200 })
      .catch(() => null);
    return Number(/\d+/.exec(name ?? '')?.[0] ?? 0);
  }

  /** The run on the canvas has come to this. */
  async runIs(number: number, state: 'running' | 'done' | 'failed' | 'cancelled'): Promise<void> {
    await expect(this.runChip).toHaveAttribute('aria-label', `Run ${number}, ${state}. Choose another run`, {
      timeout: 60_000,
    });
  }

  /** The value of a run parameter in the next run; nothing is edited. */
  async setForNextRun(name: string, value: number): Promise<void> {
    await this.page.getByRole('button', { name: /^Parameters/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Run parameters' });
    const field = dialog.getByRole('spinbutton', { name: `${name} in the next run` });
    await field.fill(String(value));
    await field.press('Enter');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog).toBeHidden();
  }

  async open(tab: 'Data' | 'Followed rows' | 'Problems' | 'Timeline' | 'Logs'): Promise<Locator> {
    await this.below.getByRole('tab', { name: tab }).click();
    return this.below.getByRole('tabpanel', { name: tab });
  }

  /** The line of a stage in the timeline: `Train, Done, 0.4 s. Its settings changed …` */
  stage(run: number, title: string): Locator {
    return this.below
      .getByRole('list', { name: `Stages of run ${run}` })
      .getByRole('button', { name: new RegExp(`(^|, )${escaped(title)}, (${stageStates})\\b`) });
  }

  /** Saves a version if need be, and publishes it. */
  async publish(message: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Publish version/ });
    await dialog.getByLabel('What changed').fill(message);
    await dialog.getByRole('button', { name: 'Save and publish' }).click();
    await expect(dialog).toBeHidden();
  }

  async saveVersion(message: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+s');
    const dialog = this.page.getByRole('dialog', { name: /^Save version/ });
    await dialog.getByLabel('What changed').fill(message);
    await dialog.getByRole('button', { name: 'Save version' }).click();
    await expect(dialog).toBeHidden();
  }

  async isSaved(): Promise<void> {
    await expect(this.page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  }

  async openVersions(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Version \d|No version yet)/ }).click();
    await this.page.getByRole('menuitem', { name: 'Compare and restore' }).click();
  }

  problem(message: string | RegExp): Locator {
    return this.below.getByRole('listitem').filter({ hasText: message });
  }

  // Without a mouse

  /** Presses Tab until it is there, as people do. */
  async tabTo(control: Locator, direction: 'forwards' | 'backwards' = 'forwards'): Promise<void> {
    await expect(control).toBeVisible();
    const isThere = () => control.evaluate((element) => element === document.activeElement);
    for (let presses = 0; presses < 80; presses += 1) {
      if (await isThere()) return;
      await this.page.keyboard.press(direction === 'forwards' ? 'Tab' : 'Shift+Tab');
    }
    throw new Error(`${control} is not reached with the Tab key.`);
  }

  /** Goes to a card through the list of commands. */
  async focusCard(title: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.page.keyboard.type(title);
    await this.page.keyboard.press('Enter');
    await expect(this.card(title)).toBeFocused();
  }

  /** Where something is on screen. */
  async boxOf(locator: Locator) {
    const box = await locator.boundingBox();
    if (!box) throw new Error(`${locator} is not on screen`);
    return box;
  }

  private async middleOf(locator: Locator): Promise<Point> {
    const { x, y, width, height } = await this.boxOf(locator);
    return { x: x + width / 2, y: y + height / 2 };
  }
}

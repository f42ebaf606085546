// VS Code in a page of a headless browser, driven as a person drives it: for screenshots and for tests of what only people see.
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ensureChromium, launchChromium } from './chromium.ts';
import { type CodeServer, ensureCodeServer, folderUrl, startCodeServer } from './codeServer.ts';

export interface WorkbenchOptions {
  /** Absolute path of the folder to open. */
  folder: string;
  /** A file of the folder that is open from the start. */
  file?: string;
  /** Absolute path of the extension, built; this project unless given. */
  extension?: string;
  /** For the extension host: REDSHIFT_SANDBOX_URL above all. */
  env?: NodeJS.ProcessEnv;
  settings?: Record<string, unknown>;
  /** A theme of VS Code by its name, such as `Default Light Modern`, `Default High Contrast`. */
  theme?: string;
  /** The display language, such as `ko`; English unless given. */
  language?: string;
  width?: number;
  height?: number;
  /** Device pixels for each pixel: 2 makes screenshots that are sharp in a README. */
  scale?: number;
  say?: (line: string) => void;
}

/** One open VS Code. Close it when done: a server and a browser are running. */
export interface Workbench {
  page: Page;
  server: CodeServer;
  close(): Promise<void>;
}

/** Installs what is missing, starts VS Code, opens the folder, and waits until the workbench is on screen. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const say = options.say ?? (line => console.error(line));
  const serverMain = await ensureCodeServer(say);
  const executable = await ensureChromium(say);
  const extension = options.extension ?? join(import.meta.dirname, '../..');
  const theme = options.theme ? { 'workbench.colorTheme': options.theme, 'window.autoDetectHighContrast': false } : {};
  const server = await startCodeServer({
    serverMain,
    env: options.env ?? process.env,
    settings: { ...theme, ...options.settings },
    extension,
    ...(options.language && { language: options.language }),
  });
  try {
    const page = await openPage(executable, server, options);
    const close = async () => {
      await page.context().browser()?.close();
      await server.stop();
    };
    return { page, server, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Opens a running VS Code in a headless browser and waits until its files are on screen. */
export async function openPage(
  executable: string,
  server: CodeServer,
  options: Pick<WorkbenchOptions, 'folder' | 'file' | 'width' | 'height' | 'scale'>,
): Promise<Page> {
  const browser = await launchChromium(executable);
  try {
    const viewport = { width: options.width ?? 1440, height: options.height ?? 900 };
    const page = await browser.newPage({ viewport, deviceScaleFactor: options.scale ?? 1 });
    await page.goto(folderUrl(server, options.folder, options.file));
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    return page;
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Writes what is on screen to a PNG file, its folder made if needed; `clip` names a part of the workbench by CSS selector. */
export async function screenshot(workbench: Workbench, path: string, clip?: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const target: Page | Locator = clip ? workbench.page.locator(clip).first() : workbench.page;
  await target.screenshot({ path, animations: 'disabled', caret: 'initial' });
}

/** Runs a command by its title in the palette, such as `Redshift: Create Snapshot`. Fails when the palette has no such command. */
export async function runCommandByTitle(workbench: Workbench, title: string): Promise<void> {
  await openQuickInput(workbench, `>${title}`);
  await chooseRow(workbench, title);
}

/** Opens a file of the folder by its name, as Ctrl+P does. */
export async function openFile(workbench: Workbench, name: string): Promise<void> {
  await openQuickInput(workbench, name);
  await chooseRow(workbench, name);
  await workbench.page.locator('.tab.active', { hasText: name.split('/').at(-1)! }).waitFor({ timeout: 15_000 });
  await workbench.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  await moveMouseAway(workbench);
}

/** Puts away what is open over the editor, the changes of the active file, all editors and the panel. */
export async function closeEditors(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  for (let i = 0; i < 4; i++) await page.keyboard.press('Escape');
  // Notifications that are over cover what comes next.
  await runCommandByTitle(workbench, 'Notifications: Clear All Notifications');
  if (await page.locator('.tab.active.dirty').count()) {
    await runCommandByTitle(workbench, 'File: Revert File');
    // VS Code does not ask for lenses anew in a file that is closed while it waits for them and then opened again.
    await page.waitForTimeout(1_500);
  }
  if (await page.locator('.tab').count()) await runCommandByTitle(workbench, 'View: Close All Editors');
  if (await page.locator('.part.panel').isVisible()) await runCommandByTitle(workbench, 'View: Hide Panel');
}

/** Puts the cursor at a line and column, counted from 1. */
export async function goTo(workbench: Workbench, line: number, column = 1): Promise<void> {
  await openQuickInput(workbench, `:${line}:${column}`);
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** Types at the cursor, key by key, so that completion and signature help open as for a person. */
export async function typeText(workbench: Workbench, text: string): Promise<void> {
  await workbench.page.keyboard.type(text, { delay: 25 });
}

export async function press(workbench: Workbench, keys: string): Promise<void> {
  await workbench.page.keyboard.press(keys);
}

/** Asks for completion and answers the labels on offer, in order. */
export async function completionLabels(workbench: Workbench): Promise<string[]> {
  const rows = workbench.page.locator('.suggest-widget.visible .monaco-list-row');
  if ((await rows.count()) === 0) await workbench.page.keyboard.press('Control+Space');
  await rows.first().waitFor({ timeout: 15_000 });
  return rows.locator('.label-name').allTextContents();
}

/** Opens a view container of the Activity Bar by its title. */
export async function openViewContainer(workbench: Workbench, title: string): Promise<void> {
  const tab = workbench.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`).first();
  await tab.waitFor({ timeout: 30_000 });
  if ((await tab.locator('..').getAttribute('aria-expanded')) !== 'true') await tab.click();
  await moveMouseAway(workbench);
  await workbench.page.locator('.part.sidebar .pane-header').first().waitFor();
}

/** The row of a tree in the sidebar whose label contains a text; `state` narrows it by an attribute, such as `[aria-expanded="true"]`. */
export function treeRow(workbench: Workbench, label: string, state = ''): Locator {
  const { page } = workbench;
  return page
    .locator(`.part.sidebar .monaco-list-row${state}`)
    .filter({ has: page.locator('.label-name', { hasText: label }) })
    .first();
}

/** Expands nodes one below another, each by its label, waiting for each to appear. */
export async function expand(workbench: Workbench, ...labels: string[]): Promise<void> {
  for (const label of labels) {
    const row = treeRow(workbench, label);
    await row.waitFor({ timeout: 30_000 });
    // A tree that is drawn anew at that moment loses the click.
    for (let tries = 1; (await row.getAttribute('aria-expanded')) !== 'true'; tries++) {
      await row.locator('.monaco-tl-twistie').click();
      const expanded = treeRow(workbench, label, '[aria-expanded="true"]').waitFor({ timeout: 10_000 });
      await (tries < 3 ? expanded.catch(() => {}) : expanded);
    }
  }
}

/** Chooses an entry of a tree node's context menu. */
export async function contextMenu(workbench: Workbench, label: string, entry: string): Promise<void> {
  await treeRow(workbench, label).click({ button: 'right' });
  const item = workbench.page.locator('.monaco-menu .action-label', { hasText: entry }).first();
  await item.click();
  // A menu takes no click in the moment in which it opens, so that the click that opened it chooses nothing.
  await item.waitFor({ state: 'hidden', timeout: 2_000 }).catch(() => item.click());
}

/** Answers the input box or pick whose title contains a text, such as `(2/3)`: types the answer and presses Enter. No answer takes what is proposed. */
export async function answer(workbench: Workbench, title: string, text?: string): Promise<void> {
  const widget = workbench.page.locator('.quick-input-widget');
  await widget.locator('.quick-input-title', { hasText: title }).waitFor({ timeout: 30_000 });
  if (text !== undefined) {
    await widget.locator('input.input').fill(text);
    if (await widget.locator('.quick-input-list').isVisible())
      await widget.locator('.monaco-list-row', { hasText: text }).first().waitFor();
  }
  await workbench.page.keyboard.press('Enter');
}

/** Presses a button of the dialog that is open. */
export async function pressDialogButton(workbench: Workbench, label: string): Promise<void> {
  await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: label }).first().click();
}

/** Waits for a notification that contains a text. */
export async function untilNotified(workbench: Workbench, text: string, timeoutMilliseconds = 60_000): Promise<void> {
  const toast = workbench.page.locator('.notification-toast', { hasText: text }).first();
  await toast.waitFor({ timeout: timeoutMilliseconds });
}

/** The document of a webview by a text in it: webviews are frames within frames. */
export async function webviewWith(workbench: Workbench, selector: string, timeoutMilliseconds = 30_000): Promise<Locator> {
  const deadline = Date.now() + timeoutMilliseconds;
  while (Date.now() < deadline) {
    for (const frame of workbench.page.frames()) {
      const found = frame.locator(selector).first();
      if (await found.isVisible().catch(() => false)) return found;
    }
    await workbench.page.waitForTimeout(200);
  }
  throw new Error(`No webview shows ${selector}`);
}

/** The text of the notifications on screen. */
export async function notifications(workbench: Workbench): Promise<string[]> {
  return workbench.page.locator('.notification-toast .notification-list-item-message').allTextContents();
}

async function openQuickInput(workbench: Workbench, text: string): Promise<void> {
  const { page } = workbench;
  const input = page.locator('.quick-input-widget input.input');
  if (!(await input.isVisible())) {
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 15_000 });
  }
  await input.fill(text);
}

async function chooseRow(workbench: Workbench, label: string): Promise<void> {
  const row = workbench.page.locator('.quick-input-widget .monaco-list-row').filter({ hasText: label }).first();
  await row.waitFor({ timeout: 15_000 });
  await row.click();
  await workbench.page
    .locator('.quick-input-widget .monaco-list-row')
    .first()
    .waitFor({ state: 'hidden', timeout: 2_000 })
    .catch(() => {
      // The command itself opened another pick: that is its business.
    });
}

/** To a place without a tooltip: those of icons and tabs cover what is looked at. */
async function moveMouseAway(workbench: Workbench): Promise<void> {
  const { width } = workbench.page.viewportSize()!;
  // Two moves: the first one leaves, and only a move over something else puts away what is shown already.
  await workbench.page.mouse.move(width - 220, 5);
  await workbench.page.mouse.move(width - 200, 3);
}

// npm run screenshots: the screens of the extension on the sandbox, driven as a person would, as PNG files in build/screenshots/.
// `npm run screenshots -- tree grid` takes only those; `--theme "Default Light Modern"` chooses another theme, `--width 900 --height 600` another
// window, `--scale 2` sharper pictures, `--language ko` the extension in Korean (into build/screenshots/ko/; needs a Korean font, such as
// Debian's fonts-nanum), `--to FOLDER` another place.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap, root } from './bootstrap.mjs';

bootstrap();

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'Default Dark Modern' },
    scale: { type: 'string', default: '1' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '720' },
    to: { type: 'string' },
    language: { type: 'string' },
  },
});

const { startSandbox } = await import('../test/support/sandboxProcess.ts');
const {
  answer,
  closeEditors,
  completionLabels,
  contextMenu,
  expand,
  goTo,
  openFile: openAnyFile,
  openViewContainer,
  openWorkbench,
  press,
  pressDialogButton,
  runCommandByTitle,
  screenshot,
  treeRow,
  typeText,
  untilNotified,
  webviewWith,
} = await import('../test/support/workbenchPage.ts');

const { language } = options;
const json = path => JSON.parse(readFileSync(join(root, path), 'utf8'));
/** What the extension shows for a text, in the language of the pictures. */
const shown = translations();

function translations() {
  if (!language) return text => text;
  const [english, translated, bundle] = [
    json('package.nls.json'),
    json(`package.nls.${language}.json`),
    json(`l10n/bundle.l10n.${language}.json`),
  ];
  for (const [key, text] of Object.entries(english)) bundle[text] ??= translated[key];
  return text => bundle[text] ?? text;
}

const mistakes = '8-find-the-mistakes.rsql';

/** What each picture shows; what a scene answers puts away what would stay for the next. All begin with the tree beside an empty editor, but for those of the operations: each of these goes on where the last ended. */
const scenes = {
  async tree(workbench) {
    await expand(workbench, 'redshift-cluster-1', 'dev', 'raw_data', 'user_session_channel');
    await treeRow(workbench, 'sessionid').waitFor();
  },
  async completion(workbench) {
    await openFile(workbench, '2-permissions.rsql');
    await goTo(workbench, 99);
    await typeText(workbench, '\nGRANT SELECT ON ALL TABLES IN SCHEMA ');
    await completionLabels(workbench);
  },
  async 'completion-columns'(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 27);
    await typeText(
      workbench,
      '\nSELECT usc.channel, up.gender\nFROM raw_data.user_session_channel usc\nJOIN raw_data.user_property up ON usc.',
    );
    await completionLabels(workbench);
    await workbench.page.waitForTimeout(500);
  },
  async 'completion-start'(workbench) {
    await openFile(workbench, '2-permissions.rsql');
    await goTo(workbench, 99);
    await typeText(workbench, '\nGRANT');
    await completionLabels(workbench);
  },
  async 'completion-functions'(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 27);
    await typeText(workbench, '\nSELECT dated');
    await completionLabels(workbench);
    await workbench.page.waitForTimeout(1_000); // the list opens anew when more is known
    // What is chosen is told at the side, until that is asked away. The first time may only open the list again.
    const details = workbench.page.locator('.suggest-details').first();
    for (let tries = 0; tries < 3 && !(await details.isVisible()); tries++) {
      await press(workbench, 'Control+Space');
      await workbench.page.waitForTimeout(1_000);
    }
    await details.waitFor({ timeout: 5_000 });
    return () => press(workbench, 'Control+Space');
  },
  async signature(workbench) {
    await openFile(workbench, '5-spectrum.rsql');
    await goTo(workbench, 99);
    await typeText(workbench, "\nCOPY raw_data.user_property FROM 's3://course-bucket/usc/' ");
    await press(workbench, 'Escape');
    await press(workbench, 'Escape');
    await press(workbench, 'Control+Shift+Space');
    await workbench.page.locator('.parameter-hints-widget.visible').waitFor();
  },
  async 'signature-function'(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 27);
    await typeText(workbench, '\nSELECT DATEDIFF(day, ');
    await completionLabels(workbench);
    await workbench.page.waitForTimeout(1_000);
    await press(workbench, 'Escape');
    await press(workbench, 'Escape');
    await press(workbench, 'Control+Shift+Space');
    await workbench.page.locator('.parameter-hints-widget.visible').waitFor();
  },
  async hover(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await hoverAt(workbench, 15, 20);
  },
  async 'hover-function'(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await hoverAt(workbench, 13, 9);
  },
  async 'hover-group'(workbench) {
    await openFile(workbench, '2-permissions.rsql');
    await hoverAt(workbench, 22, 40);
  },
  async 'rename-preview'(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 15, 42);
    await press(workbench, 'F2');
    await workbench.page.locator('.rename-box input:focus').waitFor();
    await workbench.page.locator('.rename-box input').fill('sessions');
    await press(workbench, 'Control+Enter');
    await workbench.page.locator('.part.panel .monaco-list-row', { hasText: 'sessions' }).first().waitFor();
    return () => workbench.page.locator('.part.panel .monaco-button', { hasText: 'Discard' }).click();
  },
  async problem(workbench) {
    await openMistakes(workbench);
    await hoverAt(workbench, 7, 8);
  },
  async diagnostic(workbench) {
    await openMistakes(workbench);
    await goTo(workbench, 16, 3);
    await quickFixes(workbench);
  },
  async 'quick-fix'(workbench) {
    await openMistakes(workbench);
    await goTo(workbench, 10, 40);
    await quickFixes(workbench);
  },
  async 'fix-all-before'(workbench) {
    await openMistakes(workbench);
    await goTo(workbench, 37);
  },
  async 'fix-all-after'(workbench) {
    await openMistakes(workbench);
    await goTo(workbench, 37);
    await runCommandByTitle(workbench, 'Fix All');
    await workbench.page.locator('.view-line', { hasText: 'course-bucket' }).first().waitFor();
    await workbench.page.waitForTimeout(1_500);
  },
  async cli(workbench) {
    await runCommandByTitle(workbench, 'Terminal: Create New Terminal');
    await workbench.page.locator('.terminal-wrapper.active .xterm-rows').first().waitFor();
    await runCommandByTitle(workbench, 'View: Toggle Maximized Panel');
    await workbench.page.waitForTimeout(1_000);
    await typeText(workbench, 'clear\n');
    await typeText(workbench, `redshift-lint lint ${mistakes}\n`);
    await workbench.page
      .locator('.xterm-rows', { hasText: /1 file: \d+ errors/ })
      .first()
      .waitFor({ timeout: 30_000 });
    return () => runCommandByTitle(workbench, 'View: Toggle Maximized Panel');
  },
  async grid(workbench) {
    await openFile(workbench, '1-first-look.rsql');
    await goTo(workbench, 13);
    await press(workbench, 'Control+Enter');
    await webviewWith(workbench, '.slick-row');
  },
  async snapshots(workbench) {
    await contextMenu(workbench, 'redshift-cluster-1', shown('Create Snapshot'));
    await answer(workbench, '(2/3)', 'before-the-accident');
    await answer(workbench, '(3/3)');
    await untilNotified(workbench, shown('The snapshot {0} is available.').replace('{0}', 'before-the-accident'));
    await expand(workbench, shown('Snapshots'));
    await treeRow(workbench, 'before-the-accident').waitFor();
  },
  async restore(workbench) {
    await contextMenu(workbench, 'before-the-accident', shown('Restore Table from Snapshot'));
    await answer(workbench, '(2/6)', 'dev');
    await answer(workbench, '(3/6)', 'raw_data');
    await answer(workbench, '(4/6)', 'session_timestamp');
    await answer(workbench, '(5/6)', 'raw_data');
    await answer(workbench, '(6/6)', 'session_timestamp_restored');
    await pressDialogButton(workbench, shown('Restore'));
    await untilNotified(workbench, `: ${shown('running')}`);
  },
};
const goesOn = new Set(['snapshots', 'restore']);

/** Opens a file and waits for the lenses above its statements. */
async function openFile(workbench, name) {
  await openAnyFile(workbench, name);
  const lens = workbench.page.locator('.codelens-decoration a').first();
  await lens.waitFor({ timeout: 5_000 }).catch(() => console.error(`${name} has no lenses`));
}

async function openMistakes(workbench) {
  await openFile(workbench, mistakes);
  await workbench.page.locator('.squiggly-error').first().waitFor();
}

async function hoverAt(workbench, line, column) {
  await goTo(workbench, line, column);
  const hover = workbench.page.locator('.monaco-editor .monaco-resizable-hover .hover-contents:visible').first();
  // The first one can go by when what is known of the warehouse arrives.
  for (let tries = 0; tries < 3 && !(await hover.isVisible()); tries++) {
    await runCommandByTitle(workbench, 'Show or Focus Hover');
    await hover.waitFor({ timeout: 5_000 }).catch(() => {});
    await workbench.page.waitForTimeout(1_000);
  }
  await hover.waitFor({ timeout: 1_000 });
}

async function quickFixes(workbench) {
  await press(workbench, 'Control+Period');
  await workbench.page.locator('.action-widget').first().waitFor();
}

const unknown = wanted.filter(name => !(name in scenes));
if (unknown.length > 0) throw new Error(`No scene is named ${unknown.join(', ')}. There are: ${Object.keys(scenes).join(', ')}`);

const temporary = mkdtempSync(join(tmpdir(), 'redshift-workbench-screenshots-'));
const folder = join(temporary, 'redshift-demo');
cpSync(join(root, 'demo'), folder, { recursive: true });
// As after `npm install`: the linter is on the path.
const programs = join(temporary, 'bin');
mkdirSync(programs);
writeFileSync(join(programs, 'redshift-lint'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli.js')}' "$@"\n`, {
  mode: 0o755,
});
const sandbox = await startSandbox({ dataFolder: join(temporary, 'warehouse'), seedCourse: true });
const workbench = await openWorkbench({
  folder,
  env: { ...process.env, REDSHIFT_SANDBOX_URL: sandbox.url },
  theme: options.theme,
  ...(language && { language }),
  scale: Number(options.scale),
  width: Number(options.width),
  height: Number(options.height),
  settings: {
    'files.autoSave': 'off',
    'editor.minimap.enabled': false,
    'terminal.integrated.gpuAcceleration': 'off', // rows of text, which a scene can wait for
    'terminal.integrated.env.linux': { PATH: `${programs}:${process.env.PATH}`, PS1: '$ ' },
    'terminal.integrated.shellIntegration.enabled': false,
    'terminal.integrated.profiles.linux': { sh: { path: '/bin/sh' } },
    'terminal.integrated.defaultProfile.linux': 'sh',
  },
});
const to = options.to ?? join(root, 'build/screenshots', language ?? '');
try {
  await openViewContainer(workbench, 'Redshift');
  for (const [name, act] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const file = join(to, `${name}.png`);
    try {
      if (!goesOn.has(name)) await closeEditors(workbench);
      const afterwards = await act(workbench);
      await screenshot(workbench, file);
      console.log(file);
      await afterwards?.();
    } catch (error) {
      await screenshot(workbench, file);
      console.error(`${file} shows where it went wrong: ${error.message}`);
      process.exitCode = 1;
    }
  }
} finally {
  await workbench.close();
  await sandbox.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
}

#!/usr/bin/env node
// Stands in for VS Code's executable in `runTests` of @vscode/test-electron: takes its arguments, runs the suite in VS Code in a headless
// browser, writes what the suite writes, and ends with the suite's exit code.
import { parseArgs } from 'node:util';
import { ensureChromium, launchChromium } from './chromium.ts';
import { ensureCodeServer, startCodeServer, suiteUrl } from './codeServer.ts';

const timeoutMilliseconds = Number(process.env.REDSHIFT_WORKBENCH_SUITE_TIMEOUT ?? 600_000);
const suiteMark = '[suite] ';
const say = line => console.error(line);

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});

process.exitCode = await run();

async function run() {
  const serverMain = await ensureCodeServer(say);
  const executable = await ensureChromium(say);
  const server = await startCodeServer({ serverMain, forSuite: true });
  let browser;
  const stop = async () => {
    await browser?.close();
    await server.stop();
  };
  process.once('SIGINT', () => stop().finally(() => process.exit(130)));
  process.once('SIGTERM', () => stop().finally(() => process.exit(143)));
  try {
    browser = await launchChromium(executable);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const finished = new Promise((resolve, reject) => {
      page.on('crash', () => reject(new Error('The page of VS Code crashed.')));
      server.process.once('close', code => reject(new Error(`VS Code’s server ended with ${code}.`)));
      setTimeout(() => reject(new Error(`The suite did not end within ${timeoutMilliseconds / 1000} s.`)), timeoutMilliseconds).unref();
      return page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    // Everything that any part of VS Code says to its console arrives here; the suite marks its own lines (test/vscode/index.ts).
    const verbose = Boolean(process.env.REDSHIFT_WORKBENCH_VERBOSE);
    await page.exposeFunction('codeAutomationLog', (_type, [first, ...rest]) => {
      if (String(first).startsWith(suiteMark)) console.log(String(first).slice(suiteMark.length), ...rest);
      else if (verbose) console.log(first, ...rest);
    });
    await page.goto(
      suiteUrl(server, {
        folder: positionals[0],
        extensionDevelopmentPath: values.extensionDevelopmentPath,
        extensionTestsPath: values.extensionTestsPath,
      }),
    );
    return await finished;
  } catch (error) {
    console.error(error.message);
    return 1;
  } finally {
    await stop();
  }
}

// The sandbox as a program: node dist/sandbox.js [--port N] [--data DIR] [--seed-course] [--speed FACTOR] [--stdin-watch]
// One line of JSON on stdout when it is ready; everything else goes to stderr.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';
import { systemClock } from './state/clock.ts';

const usage = `redshift sandbox: a local warehouse that speaks AWS's protocols on 127.0.0.1
  --port N        port to listen on; 0 (the default) takes any free one
  --data DIR      where everything is kept; default: a folder in the system's temporary folder
  --seed-course   a new data folder gets the course's schemas, data, users and groups
  --speed FACTOR  how much faster than in AWS things happen: a snapshot that takes a minute takes 60/FACTOR seconds; default 60
  --stdin-watch   end when stdin is closed`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      'seed-course': { type: 'boolean', default: false },
      speed: { type: 'string', default: '60' },
      'stdin-watch': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(`${usage}\n`);
    return;
  }
  const port = Number(values.port);
  const speed = Number(values.speed);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port: not a port: ${values.port}`);
  if (!(speed > 0)) throw new Error(`--speed: not a positive number: ${values.speed}`);
  const log = (message: string): void => void process.stderr.write(`${new Date().toISOString()} ${message}\n`);
  const sandbox = await startSandbox({
    port,
    dataFolder: values.data ?? join(tmpdir(), 'redshift-sandbox'),
    seedCourse: values['seed-course'],
    clock: systemClock(speed),
    openAtStart: true,
    log,
  });
  process.stdout.write(`${JSON.stringify({ url: sandbox.url, pid: process.pid, s3: sandbox.s3Folder })}\n`);

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    sandbox.close().then(
      () => process.exit(0),
      error => {
        log(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (values['stdin-watch']) {
    process.stdin.on('end', end).on('close', end).resume();
  }
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

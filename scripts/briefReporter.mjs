// A reporter for `node --test` that writes only what failed, and leaves the counts for the caller in the file REDSHIFT_WORKBENCH_RESULTS.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

// biome-ignore lint/style/noDefaultExport: `node --test-reporter` takes the default export.
export default async function* briefReporter(events) {
  for await (const { type, data } of events) {
    if (type === 'test:fail') yield failure(data);
    else if (type === 'test:stderr') yield data.message;
    else if (type === 'test:summary' && data.file === undefined) tell(data.counts);
  }
}

/** A failed test as text; one that failed only because a part of it failed is told by that part. */
function failure(data) {
  const { error } = data.details;
  if (error.failureType === 'subtestsFailed') return '';
  const place = data.file ? `${relative(process.cwd(), data.file)}:${data.line}` : '';
  return `\n✖ ${data.name}  ${place}\n${indent(reason(error.cause ?? error))}\n`;
}

/** The message and where in the project it arose. */
function reason(error) {
  return error?.stack ? `${error.message}\n${projectFrames(error)}` : inspect(error, { colors: false });
}

function projectFrames(error) {
  return String(error.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line) && !line.includes('node:') && !line.includes('node_modules'))
    .slice(0, 6)
    .join('\n');
}

function indent(text) {
  return text.replaceAll(/^/gm, '    ');
}

function tell(counts) {
  const { passed, failed, cancelled, skipped, todo } = counts;
  const file = process.env.REDSHIFT_WORKBENCH_RESULTS;
  if (file) writeFileSync(file, JSON.stringify({ passed, failed: failed + cancelled, skipped: skipped + todo }));
}

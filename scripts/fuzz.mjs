// npm run fuzz -- --count N --seed S: damaged statements through the engine: no throw, no hang, no lost character, edits as from scratch.
// Input i of seed S has the number S + i; `--only NUMBER` runs and shows that one. Findings are shown with their numbers.
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';

bootstrap();

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const { fuzzer } = await import('../test/support/fuzzing.ts');
const { input, check } = fuzzer();

if (values.only !== undefined) {
  const number = Number(values.only);
  console.log(input(number));
  check(input(number), number);
  process.exit();
}

const count = Number(values.count);
const seed = Number(values.seed);
const begun = performance.now();
const slowest = { milliseconds: 0, number: 0 };
let found = 0;
let characters = 0;
for (let i = 0; i < count && found < 20; i++) {
  const number = seed + i;
  const text = input(number);
  characters += text.length;
  const started = performance.now();
  try {
    check(text, number);
  } catch (error) {
    found++;
    console.error(`✖ ${number}: ${error instanceof Error ? error.message : error}\n  ${JSON.stringify(text.slice(0, 300))}`);
  }
  const milliseconds = performance.now() - started;
  if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, number });
  if ((i + 1) % 50_000 === 0) console.log(`${i + 1} inputs, ${seconds()} s, ${found} findings`);
}
const slow = `slowest ${slowest.milliseconds.toFixed(0)} ms (number ${slowest.number})`;
console.log(
  `${count} inputs, ${(characters / 1e6).toFixed(1)} million characters, seed ${seed}: ${found} findings in ${seconds()} s, ${slow}`,
);
process.exitCode = found > 0 ? 1 : 0;

function seconds() {
  return ((performance.now() - begun) / 1000).toFixed(0);
}

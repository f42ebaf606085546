// node scripts/parse.mjs FILE.sql …  — prints the syntax problems of SQL files, or with --tree their trees; `--grammar` checks the grammar files only.
// With --corpus FILE.jsonl [--category C] it reads {id, category, expect, sql} lines and lists false alarms and misses.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDocument, syntaxProblems } from '../server/src/syntax/document.ts';
import { readGrammar } from '../server/src/syntax/grammar.ts';
import { grammarFiles } from '../server/src/syntax/grammarFiles.ts';
import { languageOf } from '../server/src/syntax/language.ts';
import { rootOf, SyntaxNode } from '../server/src/syntax/tree.ts';

const { values: opt, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tree: { type: 'boolean' },
    grammar: { type: 'boolean' },
    corpus: { type: 'string' },
    category: { type: 'string' },
    show: { type: 'string', default: '30' },
  },
});
const grammar = readGrammar(grammarFiles());
for (const problem of grammar.problems) console.log(`grammar: ${problem}`);
if (opt.grammar) process.exit(grammar.problems.length ? 1 : 0);
const language = languageOf(grammar);
const print = (element, depth) => {
  if (!(element instanceof SyntaxNode)) return console.log(`${'  '.repeat(depth)}${JSON.stringify(element.text)}`);
  console.log(`${'  '.repeat(depth)}${element.kind}`);
  for (const child of element.children) print(child, depth + 1);
};
if (opt.corpus) {
  const cases = readFileSync(opt.corpus, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
    .filter(c => c.expect !== 'unknown' && (!opt.category || opt.category.split(',').includes(c.category)));
  const started = performance.now();
  const tally = {};
  const shown = [];
  for (const c of cases) {
    const problems = syntaxProblems(parseDocument(c.sql, language));
    tally[c.category] ??= { valid: 0, clean: 0, invalid: 0, noticed: 0 };
    const t = tally[c.category];
    if (c.expect === 'valid') {
      t.valid++;
      if (problems.length === 0) t.clean++;
      else
        shown.push(
          `${c.id} ${c.category} ${problems[0].message} | ${c.sql.slice(Math.max(0, problems[0].start - 60), problems[0].start)}⟦${c.sql.slice(problems[0].start, problems[0].end)}⟧${c.sql.slice(problems[0].end, problems[0].end + 40)}`.replace(
            /\s+/g,
            ' ',
          ),
        );
    } else {
      t.invalid++;
      if (problems.length) t.noticed++;
      else shown.push(`${c.id} ${c.category} ACCEPTED ${c.sql.slice(0, 150)}`.replace(/\s+/g, ' '));
    }
  }
  console.table(tally);
  const sum = Object.values(tally).reduce((a, t) => ({ valid: a.valid + t.valid, clean: a.clean + t.clean }), { valid: 0, clean: 0 });
  console.log(
    `${sum.clean}/${sum.valid} = ${((100 * sum.clean) / sum.valid).toFixed(2)} % clean, ${(performance.now() - started).toFixed(0)} ms`,
  );
  for (const line of shown.slice(0, Number(opt.show))) console.log(line);
}
for (const file of positionals) {
  const text = file === '-' ? readFileSync(0, 'utf8') : readFileSync(file, 'utf8');
  const document = parseDocument(text, language);
  if (opt.tree)
    for (const s of document.statements) {
      const root = rootOf(s.parsed, grammar);
      if (root) print(root, 0);
      else if (s.parsed.count) console.log('(no tree)');
    }
  for (const p of syntaxProblems(document)) {
    const line = text.slice(0, p.start).split('\n').length;
    console.log(`${file}:${line}:${p.start - text.lastIndexOf('\n', p.start - 1)} ${p.code} ${p.message}`);
  }
}

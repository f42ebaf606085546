// Runs the examples of a family's rules as tests: wrong ones are reported by their rule at a sensible place and by no other error, right ones are clean.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diagnose } from '../../server/src/features/diagnose.ts';
import { allRules } from '../../server/src/rules/registry.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { parseDocument } from '../../server/src/syntax/document.ts';

/** Problems of a script with every rule on, the given one too when it is off by default. */
function problemsOf(sql: string, rule: Rule) {
  const severities = rule.severity === 'off' ? { [rule.id]: 'info' as const } : {};
  return diagnose(parseDocument(sql), { severities });
}

const told = (problems: readonly { code: string; message: string }[]) =>
  problems.map(({ code, message }) => `${code} ${message}`).join('\n');

export function testRuleExamples(letters: string): void {
  for (const rule of allRules.filter(({ id }) => id.startsWith(letters))) {
    describe(`${rule.id} ${rule.name}`, () => {
      for (const sql of rule.examples.wrong) {
        test(`wrong: ${sql}`, () => {
          const problems = problemsOf(sql, rule);
          const own = problems.filter(({ code }) => code === rule.id);
          assert.ok(own.length > 0, `not reported; reported:\n${told(problems)}`);
          for (const { start, end, fixes, message } of own) {
            assert.ok(start < end && end <= sql.length, 'the range is empty or outside');
            assert.ok(sql.slice(start, end).trim() === sql.slice(start, end), `the range has space around it: «${sql.slice(start, end)}»`);
            assert.match(message, /^\S/, 'the message begins with a word');
            assert.doesNotMatch(message, /[^.]\.$/, 'no full stop behind a single sentence');
            for (const fix of fixes) {
              const fixed = apply(sql, fix.edits);
              assert.deepEqual(syntaxErrors(fixed), [], `the fix «${fix.title}» leaves broken SQL: ${fixed}`);
              const left = problemsOf(fixed, rule).filter(({ code }) => code === rule.id);
              assert.ok(left.length < own.length, `the fix «${fix.title}» does not mend it: ${fixed}`);
            }
          }
          const others = problems.filter(({ code, severity }) => severity === 'error' && code !== rule.id);
          assert.deepEqual(others, [], `errors of other rules:\n${told(others)}`);
        });
      }
      for (const sql of rule.examples.right) {
        test(`right: ${sql}`, () => {
          const problems = problemsOf(sql, rule).filter(({ code, severity }) => severity === 'error' || code === rule.id);
          assert.deepEqual(problems, [], told(problems));
        });
      }
    });
  }
}

const syntaxErrors = (sql: string) => parseDocument(sql).statements.flatMap(({ parsed }) => parsed.problems.map(({ message }) => message));

export function apply(text: string, edits: readonly { start: number; end: number; newText: string }[]): string {
  const ordered = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return ordered.reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

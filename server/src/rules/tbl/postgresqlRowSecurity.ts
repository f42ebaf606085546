// TBL004: row security as PostgreSQL writes it.

import { relationNamed } from '../../semantics/lookup.ts';
import type { Model } from '../../semantics/model.ts';
import { namePartOf } from '../../semantics/names.ts';
import type { SyntaxNode, SyntaxToken } from '../../syntax/tree.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule, RuleContext } from '../rule.ts';

export const postgresqlRowSecurity: Rule = {
  id: 'TBL004',
  name: 'postgresql-row-security',
  severity: 'error',
  title: 'PostgreSQL row-security syntax',
  explanation: `In Redshift a policy is made without a table (\`CREATE RLS POLICY … WITH (column type) USING (…)\`), attached to tables for users and roles
(\`ATTACH RLS POLICY p ON t TO ROLE r\`), and works as soon as the table says \`ROW LEVEL SECURITY ON\`. It holds for reading; there is no \`WITH CHECK\`.`,
  pages: ['r_CREATE_RLS_POLICY', 'r_ATTACH_RLS_POLICY', 't_rls'],
  examples: {
    wrong: [
      'ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (a = 1);',
      'ALTER TABLE sales.t DISABLE ROW LEVEL SECURITY;',
      'ALTER TABLE t FORCE ROW LEVEL SECURITY;',
      'CREATE TABLE sales.t (region varchar(9), a int);\nCREATE POLICY p ON sales.t AS PERMISSIVE FOR SELECT TO ann USING (region = current_user AND a > 1);',
      'DROP POLICY IF EXISTS p ON sales.t;',
      'ALTER POLICY p ON sales.t RENAME TO q;',
    ],
    right: [
      'CREATE RLS POLICY p WITH (a int) USING (a = 1); ATTACH RLS POLICY p ON t TO ROLE r; ALTER TABLE t ROW LEVEL SECURITY ON;',
      'ALTER TABLE sales.t ROW LEVEL SECURITY OFF;',
      'DROP RLS POLICY IF EXISTS p;',
    ],
  },
  needs: 'script',
  kinds: ['UnsupportedRowSecurity', 'UnsupportedStatement'],
  check(node, context) {
    if (node.kind === 'UnsupportedRowSecurity') {
      context.report(rowSecurityFinding(node));
      return;
    }
    const tokens = node.tokens();
    const [verb, policy] = tokens;
    if (!verb || policy?.keyword !== 'POLICY') return;
    const verbs: Record<string, string> = {
      CREATE: say`CREATE RLS POLICY, then ATTACH RLS POLICY for users and roles`,
      DROP: say`DROP RLS POLICY, which names no table`,
      ALTER: say`ALTER RLS POLICY, which names no table`,
    };
    const fix = verb.keyword === 'CREATE' ? createFix(node, tokens, context) : verb.keyword === 'DROP' ? dropFix(node, tokens) : undefined;
    context.report({
      at: { start: verb.start, end: policy.end },
      message: say`${verb.keyword} POLICY is PostgreSQL's: in Redshift it is ${verbs[verb.keyword]}`,
      ...(fix && { fixes: [fix] }),
    });
  },
};

function rowSecurityFinding(node: SyntaxNode) {
  const verb = node.keyword('ENABLE', 'DISABLE', 'FORCE')!.keyword;
  if (verb === 'FORCE') {
    const message = say`Redshift has no FORCE ROW LEVEL SECURITY: policies hold for whoever they are attached to, write ROW LEVEL SECURITY ON`;
    return { at: node, message };
  }
  const newText = verb === 'ENABLE' ? 'ROW LEVEL SECURITY ON' : 'ROW LEVEL SECURITY OFF';
  const edits = [{ start: node.start, end: node.end, newText }];
  return {
    at: node,
    message: say`${verb} ROW LEVEL SECURITY is PostgreSQL's: write ${newText}`,
    fixes: [{ title: say`Write ${newText}`, edits, safe: verb === 'ENABLE' }],
  };
}

const textOf = (node: SyntaxNode, tokens: readonly SyntaxToken[]) =>
  tokens.length === 0 ? '' : node.statement.text.slice(tokens[0]!.start, tokens.at(-1)!.end);

/** DROP POLICY p ON t → DROP RLS POLICY p */
function dropFix(node: SyntaxNode, tokens: readonly SyntaxToken[]): Fix | undefined {
  const on = tokens.findIndex(token => token.keyword === 'ON');
  if (on < 3) return undefined;
  const newText = `DROP RLS POLICY ${textOf(node, tokens.slice(2, on))}`;
  return { title: say`Write ${newText}`, edits: [{ start: node.start, end: node.end, newText }], safe: false };
}

/** CREATE POLICY p ON t TO … USING (…) → CREATE RLS POLICY and ATTACH, where the columns of the condition are known. */
function createFix(node: SyntaxNode, tokens: readonly SyntaxToken[], { before }: RuleContext): Fix | undefined {
  const at = (word: string) => tokens.findIndex(token => token.keyword === word);
  const on = at('ON');
  const using = at('USING');
  const name = tokens[2];
  if (on !== 3 || !name || using < 0) return undefined;
  const close = closing(tokens, using + 1);
  const clause = tokens.findIndex((token, i) => i > on && ['AS', 'FOR', 'TO', 'USING'].includes(token.keyword));
  const table = tokens.slice(on + 1, clause);
  const condition = tokens.slice(using + 1, close + 1);
  const columns = columnsUsed(before, table, condition);
  if (close < 0 || !columns) return undefined;
  const to = at('TO');
  const grantees = to > 0 && to < using ? textOf(node, tokens.slice(to + 1, using)) : 'PUBLIC';
  const policy = columns.length > 0 ? `${name.text} WITH (${columns.join(', ')})` : name.text;
  const newText = `CREATE RLS POLICY ${policy} USING ${textOf(node, condition)};
ATTACH RLS POLICY ${name.text} ON ${textOf(node, table)} TO ${grantees}`;
  return { title: say`Write CREATE RLS POLICY and ATTACH RLS POLICY`, edits: [{ start: node.start, end: node.end, newText }], safe: false };
}

/** Index of the parenthesis that closes the one at `open`; -1 where there is none. */
function closing(tokens: readonly SyntaxToken[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]!.text === '(') depth++;
    else if (tokens[i]!.text === ')' && --depth === 0) return i;
    if (depth === 0) return -1;
  }
  return -1;
}

/** The columns of the table that the condition names, with their types; undefined where they are not known. */
function columnsUsed(model: Model, table: readonly SyntaxToken[], condition: readonly SyntaxToken[]): string[] | undefined {
  const parts = table.filter(({ text }) => text !== '.').map(token => namePartOf(token));
  const columns = parts.length > 0 ? relationNamed(model, parts)?.columns : undefined;
  if (!columns?.every(({ type }) => type !== undefined)) return undefined;
  const words = new Set(condition.map(token => namePartOf(token).name));
  return columns.filter(({ name }) => words.has(name)).map(({ name, type }) => `${name} ${type}`);
}

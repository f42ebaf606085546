// node scripts/snippets.mjs: writes snippets/redshift-sql.json, the statements of VS Code's "Insert Snippet", from the templates that completion
// offers. They have no prefix: completion itself offers them only where a statement begins, in the user's language. test/tidy holds them current.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { snippetTemplates } from '../server/src/features/completion/snippetTemplates.ts';

const file = new URL('../snippets/redshift-sql.json', import.meta.url);

export function snippetsFile() {
  const snippets = snippetTemplates.map(({ label, detail, body }) => [label, { description: detail, body: body.split('\n') }]);
  return `${JSON.stringify(Object.fromEntries(snippets), null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, snippetsFile());

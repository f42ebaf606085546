// node scripts/snippets.mjs: writes snippets/redshift-sql.json, the statements of VS Code's "Insert Snippet", from the templates that completion
// offers. They have no prefix: completion itself offers them only where a statement begins, in the user's language. test/tidy holds them current.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { snippetTemplates } from '../server/src/features/completion/snippetTemplates.ts';

const file = new URL('../snippets/redshift-sql.json', import.meta.url);

export const snippets = () =>
  Object.fromEntries(snippetTemplates.map(({ label, detail, body }) => [label, { description: detail, body: body.split('\n') }]));

// `npm run format` gives it its form.
if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, `${JSON.stringify(snippets(), null, 2)}\n`);

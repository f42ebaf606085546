// Writes the keywords of the highlighting anew from the grammar: `node scripts/highlightKeywords.mjs`, after the grammar has got new keywords.
import { bootstrap } from './bootstrap.mjs';

bootstrap();

const { highlighting } = await import('../test/support/highlighting.ts');
const { agrees, write } = highlighting();
if (!agrees) write();
console.log(agrees ? 'the highlighting has the keywords of the grammar' : 'the keywords of the highlighting were written anew');

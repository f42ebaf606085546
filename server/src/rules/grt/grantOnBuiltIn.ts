// GRT026: built-in functions are everybody's.

import { builtInFunctions } from '../../dialect/functions.ts';
import { routinesAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const grantOnBuiltIn: Rule = {
  id: 'GRT026',
  name: 'grant-on-built-in',
  severity: 'error',
  title: 'GRANT EXECUTE on a built-in function',
  explanation: `Functions of \`pg_catalog\` can be called by everybody, and nothing can be granted on or revoked from them. A function of your own that is called
like a built-in one must be named with its schema.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT EXECUTE ON FUNCTION pg_catalog.upper(varchar) TO ann;',
      'REVOKE EXECUTE ON FUNCTION f_net(numeric), pg_catalog.md5(varchar) FROM PUBLIC;',
      'GRANT EXECUTE ON FUNCTION upper(varchar) TO ROLE r;',
    ],
    right: [
      'GRANT EXECUTE ON FUNCTION f_upper(varchar) TO ann;',
      'GRANT EXECUTE ON FUNCTION tools.upper(varchar) TO ann;',
      'CREATE FUNCTION nvl(integer, integer, integer) RETURNS integer IMMUTABLE AS $$ SELECT 1 $$ LANGUAGE sql; GRANT EXECUTE ON FUNCTION nvl(integer, integer, integer) TO ROLE r;',
    ],
  },
  needs: 'script',
  kinds: ['FunctionTarget'],
  check(target, { report, before }) {
    for (const slot of target.descendants('function-name')) {
      const parts = nameOf(slot)?.parts;
      if (!parts) continue;
      const schema = parts.at(-2)?.name;
      const name = parts.at(-1)!.name;
      if (schema === 'pg_catalog')
        report({ at: slot, message: say`${slot.text} is a built-in function: everybody may call it, and nothing can be granted on it` });
      else if (
        schema === undefined &&
        builtInFunctions().has(name.toUpperCase()) &&
        routinesAt(before, resolveExisting(before, parts, 'routines')).routines.length === 0
      ) {
        report({
          at: slot,
          message: say`${slot.text} is a built-in function, which needs no grant. A function of your own must be named with its schema`,
          severity: 'warning',
        });
      }
    }
  },
};

// GRT025: the argument list is part of a routine's name.

import type { Routine } from '../../semantics/facts.ts';
import { routinesAt } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveExisting } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Fix, Rule } from '../rule.ts';

export const routineWithoutArguments: Rule = {
  id: 'GRT025',
  name: 'routine-without-arguments',
  severity: 'error',
  title: 'Function or procedure named without its argument list',
  explanation: `Functions and procedures may be overloaded, so \`GRANT\` and \`REVOKE\` name them with their argument types: \`etl.load(integer)\`, and \`()\`
where there are none.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      'GRANT EXECUTE ON PROCEDURE etl.load TO ann;',
      'REVOKE EXECUTE ON FUNCTION f_net, f_gross(numeric) FROM ROLE r;',
      'CREATE PROCEDURE etl.load(a int, b varchar(10)) AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql; GRANT EXECUTE ON PROCEDURE etl.load TO ROLE r;',
    ],
    right: [
      'GRANT EXECUTE ON PROCEDURE etl.load(integer) TO ann;',
      'GRANT EXECUTE ON PROCEDURE etl.load() TO ann;',
      'GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA etl TO ann;',
      'GRANT EXECUTE ON MODEL ml.churn TO ann;',
    ],
  },
  needs: 'script',
  kinds: ['ToleratedBareFunction', 'ToleratedBareProcedure'],
  check(routine, { report, before }) {
    const parts = nameOf(routine.nodes[0]!)?.parts;
    const known = parts ? routinesAt(before, resolveExisting(before, parts, 'routines')).routines : [];
    report({
      at: routine,
      message:
        (routine.kind === 'ToleratedBareFunction'
          ? say`The argument types belong to the name of a function`
          : say`The argument types belong to the name of a procedure`) +
        (known.length === 1
          ? say`: write ${routine.text + signature(known[0]!)}`
          : say`: write ${routine.text}(…), or () where there are none`),
      fixes: known.length > 0 ? known.map(one => add(routine.end, signature(one))) : [add(routine.end, '()')],
    });
  },
};

const signature = (routine: Routine) => `(${(routine.arguments ?? []).join(', ')})`;
const add = (at: number, text: string): Fix => ({ title: say`Add ${text}`, edits: [{ start: at, end: at, newText: text }], safe: false });

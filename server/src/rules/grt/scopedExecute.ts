// GRT013: scoped EXECUTE does not tell functions from procedures.

import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { readRightsForm } from './rightsForm.ts';
import { objectNoun } from './wording.ts';

export const scopedExecute: Rule = {
  id: 'GRT013',
  name: 'scoped-execute',
  severity: 'info',
  title: 'Scoped EXECUTE on functions covers procedures too, and the other way round',
  explanation: `\`GRANT EXECUTE FOR FUNCTIONS IN SCHEMA\` also lets the grantee call every procedure of the schema, and \`FOR PROCEDURES\` every function.
A warning where the script makes a \`SECURITY DEFINER\` procedure there: it runs with its owner's rights.

To grant the one and not the other: \`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA …\`. Reported once per script.`,
  pages: ['r_GRANT', 't_scoped-permissions'],
  examples: {
    wrong: [
      'GRANT EXECUTE FOR FUNCTIONS IN SCHEMA etl TO ROLE reader;',
      'GRANT EXECUTE FOR PROCEDURES IN DATABASE dev TO ann;',
      'GRANT ALL FOR FUNCTIONS IN SCHEMA etl DATABASE dev TO ROLE reader;',
      'CREATE PROCEDURE etl.purge() AS $$ BEGIN NULL; END $$ LANGUAGE plpgsql SECURITY DEFINER; GRANT EXECUTE FOR FUNCTIONS IN SCHEMA etl TO ROLE reader;',
    ],
    right: ['GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA etl TO ROLE reader;', 'GRANT SELECT FOR TABLES IN SCHEMA etl TO ROLE reader;'],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['GrantPrivileges'],
  check(node, { report, final }) {
    const scope = node.child('ScopedTarget');
    const target = scope && readRightsForm(node).target;
    if (target?.kind !== 'scope' || (target.objects !== 'functions' && target.objects !== 'procedures')) return;
    const schema = target.schema?.at(-1)?.name;
    const definers: string[] = [];
    for (const routines of final.all('routines')) {
      for (const { name, securityDefiner } of routines)
        if (securityDefiner && (schema === undefined || name.schema === schema)) definers.push(`${name.schema}.${name.name}`);
    }
    const other = objectNoun(target.objects === 'functions' ? 'procedures' : 'functions');
    report({
      at: scope!,
      message:
        say`FOR ${target.objects.toUpperCase()} is for ${other} as well` +
        (definers[0] ? say`, among them ${definers[0]}, which runs with its owner's rights` : ''),
      ...(definers.length > 0 && { severity: 'warning' }),
    });
  },
};

// GRT063: what PUBLIC may do without having been asked.

import { type Grant, relationKey, samePrincipal } from '../../semantics/facts.ts';
import { revokedOn } from '../../semantics/lookup.ts';
import { nameOf } from '../../semantics/names.ts';
import { resolveNew } from '../../semantics/resolve.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const functionExecutableByPublic: Rule = {
  id: 'GRT063',
  name: 'function-executable-by-public',
  severity: 'info',
  title: 'New functions are executable by PUBLIC unless revoked',
  explanation: `Everybody may call a new function at once (procedures are their owner's only). For functions that unmask, decrypt or call out, revoke that:
\`ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC\` before, or \`REVOKE EXECUTE ON FUNCTION … FROM PUBLIC\` behind it.

Reported once per script, and not where the script does one of the two.`,
  pages: ['r_ALTER_DEFAULT_PRIVILEGES', 'r_GRANT'],
  examples: {
    wrong: [
      "CREATE FUNCTION f_mask(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'x' $$ LANGUAGE sql;",
      "CREATE OR REPLACE FUNCTION sec.f_mask(varchar) RETURNS varchar STABLE AS $$ SELECT 'x' $$ LANGUAGE sql; GRANT EXECUTE ON FUNCTION sec.f_mask(varchar) TO ROLE r;",
      "CREATE EXTERNAL FUNCTION f_unmask(varchar) RETURNS varchar STABLE LAMBDA 'unmask' IAM_ROLE DEFAULT;",
    ],
    right: [
      'ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;',
      "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; CREATE FUNCTION f_mask(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'x' $$ LANGUAGE sql;",
      "CREATE FUNCTION f_mask(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'x' $$ LANGUAGE sql; REVOKE EXECUTE ON FUNCTION f_mask(varchar) FROM PUBLIC;",
      "CREATE FUNCTION sec.f_mask(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'x' $$ LANGUAGE sql; REVOKE ALL ON ALL FUNCTIONS IN SCHEMA sec FROM PUBLIC;",
      "CREATE FUNCTION f_mask(varchar) RETURNS varchar IMMUTABLE AS $$ SELECT 'x' $$ LANGUAGE sql; GRANT EXECUTE ON FUNCTION f_mask(varchar) TO PUBLIC;",
    ],
  },
  needs: 'script',
  oncePerScript: true,
  kinds: ['CreateFunction', 'CreateExternalFunction'],
  check(statement, { report, before, final, inBody }) {
    const slot = statement.child('new-function-name');
    const parts = slot && nameOf(slot)?.parts;
    if (inBody || !slot || !parts) return;
    const relation = resolveNew(before, parts);
    const fromPublic = (list: readonly Grant[]) =>
      list.some(({ to, privilege }) => samePrincipal(to, { kind: 'public' }) && privilege === 'execute');
    const { schema } = relation;
    const isThoughtOf =
      fromPublic(revokedOn(before, { kind: 'scope', objects: 'functions' })) ||
      fromPublic(revokedOn(before, { kind: 'scope', objects: 'functions', schema })) ||
      fromPublic(final.get('revoked', `routine:${relationKey(relation)}`) ?? []) ||
      fromPublic(final.get('grants', `routine:${relationKey(relation)}`) ?? []) ||
      fromPublic(revokedOn(final, { kind: 'all-in-schema', objects: 'functions', schema }));
    if (isThoughtOf) return;
    report({
      at: slot,
      message: say`Everybody may call ${slot.text} as soon as it is made: where that is not meant, REVOKE EXECUTE ON FUNCTION … FROM PUBLIC`,
    });
  },
};

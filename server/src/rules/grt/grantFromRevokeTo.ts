// GRT020: GRANT … TO, REVOKE … FROM.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const grantFromRevokeTo: Rule = {
  id: 'GRT020',
  name: 'grant-from-revoke-to',
  severity: 'error',
  title: 'GRANT uses FROM, or REVOKE uses TO',
  explanation: 'Rights are granted `TO` somebody and revoked `FROM` somebody.',
  pages: ['r_GRANT', 'r_REVOKE'],
  examples: {
    wrong: [
      'REVOKE SELECT ON t TO ann;',
      'GRANT SELECT ON t FROM ann;',
      'REVOKE ROLE analyst TO ann;',
      'GRANT ROLE analyst FROM ann, ROLE lead;',
      'REVOKE CREATE USER TO ROLE user_admin;',
      'REVOKE SELECT FOR TABLES IN SCHEMA sales TO ROLE analyst;',
      "GRANT ASSUMEROLE ON 'arn:aws:iam::123456789012:role/r' FROM ann FOR COPY;",
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s REVOKE SELECT ON TABLES TO ROLE r;',
      'ALTER DEFAULT PRIVILEGES FOR USER etl IN SCHEMA s GRANT SELECT ON TABLES FROM ROLE r;',
    ],
    right: ['REVOKE SELECT ON t FROM ann;', 'GRANT SELECT ON t TO ann;'],
  },
  needs: 'offline',
  kinds: ['ToleratedTo', 'ToleratedFrom'],
  check(word, { report }) {
    const revokes = word.kind === 'ToleratedTo';
    const right = revokes ? 'FROM' : 'TO';
    report({
      at: word,
      message: revokes ? say`REVOKE takes FROM, not TO` : say`GRANT takes TO, not FROM`,
      // Mending a GRANT gives rights: that is for the author to ask for.
      fixes: [{ title: say`Write ${right}`, edits: [{ start: word.start, end: word.end, newText: right }], safe: revokes }],
    });
  },
};

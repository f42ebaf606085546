// SHR005: a database from a datashare says whose datashare it is.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const consumerDatabase: Rule = {
  id: 'SHR005',
  name: 'consumer-database-clauses',
  severity: 'error',
  title: 'Consumer database without NAMESPACE, or COLLATE with FROM DATASHARE',
  explanation: `\`CREATE DATABASE … FROM DATASHARE\` must name the producer: \`OF NAMESPACE '…'\`, with \`ACCOUNT '…'\` in front for another AWS account. The collation is that
of the producer and cannot be chosen.`,
  pages: ['r_CREATE_DATABASE'],
  examples: {
    wrong: [
      'CREATE DATABASE d FROM DATASHARE s;',
      "CREATE DATABASE d WITH PERMISSIONS FROM DATASHARE s OF ACCOUNT '123456789012';",
      "CREATE DATABASE d FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d' COLLATE CASE_INSENSITIVE;",
    ],
    right: [
      "CREATE DATABASE d WITH PERMISSIONS FROM DATASHARE s OF NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
      "CREATE DATABASE d FROM DATASHARE s OF ACCOUNT '123456789012' NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
      'CREATE DATABASE d COLLATE CASE_INSENSITIVE;',
    ],
  },
  needs: 'offline',
  kinds: ['CreateDatabase'],
  check(create, { report }) {
    const clauses = create.childrenOf('DatabaseClause');
    const source = clauses.map(clause => clause.child('DatashareSource')).find(Boolean);
    if (!source) return;
    if (!source.child('ProducerNamespace'))
      report({ at: source, message: say`FROM DATASHARE must be followed by OF NAMESPACE and the producer’s namespace` });
    for (const clause of clauses) {
      const collate = clause.descendants('CollateAttribute')[0];
      if (collate) report({ at: collate, message: say`A database from a datashare has the producer’s collation: COLLATE cannot be given` });
    }
  },
};

// GRT072: what namespaces and accounts look like.

import { integerValue, stringToken, stringValue } from '../../semantics/literals.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';

export const consumerIdentity: Rule = {
  id: 'GRT072',
  name: 'consumer-identity',
  severity: 'error',
  title: 'NAMESPACE is not a GUID, or ACCOUNT is not 12 digits',
  explanation: `A namespace is named by its GUID (\`SELECT current_namespace\`), an AWS account by its 12 digits.`,
  pages: ['r_GRANT'],
  examples: {
    wrong: [
      "GRANT USAGE ON DATASHARE s TO ACCOUNT '12345';",
      "GRANT USAGE ON DATASHARE s TO NAMESPACE 'consumer-cluster';",
      "REVOKE USAGE ON DATASHARE s FROM ACCOUNT '1234-5678-9012' VIA DATA CATALOG;",
      "GRANT USAGE ON DATASHARE s TO NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d', NAMESPACE '13b8833d17c64f168fe41a018f5ed00d';",
      'GRANT USAGE ON DATASHARE s TO ACCOUNT 12345;',
      "CREATE DATABASE d FROM DATASHARE s OF ACCOUNT '12345' NAMESPACE '13b8833d-17c6-4f16-8fe4-1a018f5ed00d';",
      "CREATE DATABASE d FROM DATASHARE s OF NAMESPACE 'producer';",
    ],
    right: [
      "GRANT USAGE ON DATASHARE s TO ACCOUNT '123456789012';",
      "GRANT USAGE ON DATASHARE s TO NAMESPACE '13B8833D-17C6-4F16-8FE4-1A018F5ED00D';",
      "GRANT USAGE ON DATASHARE s TO NAMESPACE '<namespace>', ACCOUNT '{{ account }}';",
      'GRANT USAGE ON DATASHARE s TO ACCOUNT 123456789012;',
      "CREATE DATABASE d FROM DATASHARE s OF NAMESPACE '<producer>';",
    ],
  },
  needs: 'offline',
  kinds: ['NamespaceGrantee', 'AccountGrantee', 'ProducerNamespace', 'ProducerAccount', 'ToleratedProducerAccount'],
  check(grantee, { report }) {
    const token = stringToken(grantee);
    const literal = grantee.child('Literal');
    const number = !token && literal ? integerValue(literal) : undefined;
    const text = token ? stringValue(token) : number === undefined ? undefined : literal!.text;
    if (text === undefined) return;
    const at = token ?? literal!;
    // In CREATE DATABASE too; there a name that somebody is to fill in is frequent.
    const severity = grantee.kind.endsWith('Grantee') ? {} : { severity: 'warning' as const };
    if (grantee.kind.includes('Account')) {
      if (!/^\d{12}$/.test(text)) report({ at, message: say`An AWS account has 12 digits: “${text}” has not`, ...severity });
    } else if (!/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)) {
      report({ at, message: say`A namespace is named by its GUID, as SELECT current_namespace gives it: “${text}” is none`, ...severity });
    }
  },
};

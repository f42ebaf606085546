// EXT024: the handling properties work only where data cleansing is on.

import { tableProperties } from '../../dialect/externalTables.ts';
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { propertiesThen } from './effectiveProperties.ts';

const cleansing = new Set(tableProperties.filter(property => property.cleansing).map(({ name }) => name));

export const cleansingDisabled: Rule = {
  id: 'EXT024',
  name: 'cleansing-not-enabled',
  severity: 'warning',
  title: 'Data handling property without data_cleansing_enabled = true',
  explanation: `\`invalid_char_handling\`, \`surplus_char_handling\` and their sisters take effect only with \`'data_cleansing_enabled'='true'\`; otherwise values that do not fit
become NULL.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('surplus_char_handling'='TRUNCATE');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS ORC LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='false', 'numeric_overflow_handling'='FAIL');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/';\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('invalid_char_handling'='DROP_ROW');",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'surplus_char_handling'='TRUNCATE');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/';\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('data_cleansing_enabled'='true');\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('invalid_char_handling'='DROP_ROW');",
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('invalid_char_handling'='DROP_ROW');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    if (clause.parent?.kind === 'IcebergClauses') return;
    const { written, value } = propertiesThen(clause, context);
    const first = written.find(({ name }) => cleansing.has(name));
    const enabled = first && value('data_cleansing_enabled');
    if (!first || enabled === undefined || enabled === 'TRUE') return;
    const own = written.find(({ name }) => name === 'data_cleansing_enabled');
    context.report({
      at: first.node,
      message: say`'${first.name}' has no effect without 'data_cleansing_enabled'='true'`,
      fixes: [
        {
          title: say`Set 'data_cleansing_enabled'='true'`,
          edits: [
            own
              ? { start: own.valueNode.start, end: own.valueNode.end, newText: "'true'" }
              : { start: first.node.start, end: first.node.start, newText: "'data_cleansing_enabled'='true', " },
          ],
          safe: false,
        },
      ],
    });
  },
};

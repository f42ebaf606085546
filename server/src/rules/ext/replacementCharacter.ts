// EXT023: replacement_char and invalid_char_handling = REPLACE belong together.
import { say } from '../../text/say.ts';
import type { Rule } from '../rule.ts';
import { propertiesThen } from './effectiveProperties.ts';

export const replacementCharacter: Rule = {
  id: 'EXT023',
  name: 'replacement-character-alone',
  severity: 'warning',
  title: 'replacement_char without invalid_char_handling = REPLACE, or the other way round',
  explanation: `\`replacement_char\` is what stands for an invalid character where \`invalid_char_handling\` is \`REPLACE\`. Either without the other does not do what it says.`,
  pages: ['r_CREATE_EXTERNAL_TABLE'],
  examples: {
    wrong: [
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'replacement_char'='?');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'invalid_char_handling'='REPLACE');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS ORC LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'invalid_char_handling'='FAIL', 'replacement_char'='?');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/';\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('replacement_char'='?');",
    ],
    right: [
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'invalid_char_handling'='REPLACE', 'replacement_char'='?');",
      "ALTER TABLE spectrum.s SET TABLE PROPERTIES ('replacement_char'='?');",
      "CREATE EXTERNAL TABLE spectrum.s (a varchar) STORED AS TEXTFILE LOCATION 's3://b/p/' TABLE PROPERTIES ('data_cleansing_enabled'='true', 'invalid_char_handling'='REPLACE', 'replacement_char'='?');\nALTER TABLE spectrum.s SET TABLE PROPERTIES ('replacement_char'='!');",
    ],
  },
  needs: 'script',
  kinds: ['TableProperties'],
  check(clause, context) {
    if (clause.parent?.kind === 'IcebergClauses') return;
    const { written, value } = propertiesThen(clause, context);
    const character = written.find(({ name }) => name === 'replacement_char');
    const handling = written.find(({ name }) => name === 'invalid_char_handling');
    const how = character && value('invalid_char_handling');
    if (character && how !== undefined && how !== 'REPLACE') {
      context.report({
        at: character.node,
        message: say`'replacement_char' works only with 'invalid_char_handling'='REPLACE'`,
        fixes: [
          {
            title: say`Set 'invalid_char_handling'='REPLACE'`,
            edits: [
              handling
                ? { start: handling.valueNode.start, end: handling.valueNode.end, newText: "'REPLACE'" }
                : { start: character.node.start, end: character.node.start, newText: "'invalid_char_handling'='REPLACE', " },
            ],
            safe: false,
          },
        ],
      });
    } else if (handling && !character && handling.value?.toUpperCase() === 'REPLACE' && value('replacement_char') === '') {
      context.report({
        at: handling.node,
        message: say`'invalid_char_handling'='REPLACE' needs 'replacement_char': the character to write instead`,
        fixes: [
          {
            title: say`Add 'replacement_char'='?'`,
            edits: [{ start: handling.node.end, end: handling.node.end, newText: ", 'replacement_char'='?'" }],
            safe: false,
          },
        ],
      });
    }
  },
};

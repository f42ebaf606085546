// The documentation examples of the rules EXT.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('EXT');

// The documentation examples of the rules TBL.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('TBL');

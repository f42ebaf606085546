// The documentation examples of the rules GRT.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('GRT');

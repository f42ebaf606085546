// The documentation examples of the rules ICE.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('ICE');

// The documentation examples of the rules NAM.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('NAM');

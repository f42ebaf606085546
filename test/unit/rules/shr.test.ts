// The documentation examples of the rules SHR.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('SHR');

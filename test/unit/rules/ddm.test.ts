// The documentation examples of the rules DDM.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('DDM');

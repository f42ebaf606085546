// The documentation examples of the rules EXS.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('EXS');

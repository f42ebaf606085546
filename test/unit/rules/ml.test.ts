// The documentation examples of the rules ML.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('ML');

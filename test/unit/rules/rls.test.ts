// The documentation examples of the rules RLS.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('RLS');

// The documentation examples of the rules LOD.
import { testRuleExamples } from '../../support/ruleExamples.ts';

testRuleExamples('LOD');

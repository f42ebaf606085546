// AWS Security Token Service: who the caller is. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import { GetCallerIdentity$, type GetCallerIdentityRequest, type GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { operation, type Service } from '../protocols/service.ts';
import { callerArn, type World } from './world.ts';

export function createSts(world: World): Service {
  const operations = new Map([
    operation<GetCallerIdentityRequest, GetCallerIdentityResponse>(GetCallerIdentity$, () => ({
      Account: world.state.account,
      Arn: callerArn(world.state),
      UserId: 'AIDASANDBOX0000000000',
    })),
  ]);
  return {
    name: 'sts',
    protocol: 'query',
    address: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations,
    knownOperations: new Set(operations.keys()),
    limits: undefined,
    validationError: undefined,
  };
}

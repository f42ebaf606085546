// Tags of clusters and snapshots.
import {
  type DescribeTagsMessage,
  ResourceNotFoundFault$,
  type TaggedResource,
  type TaggedResourceListMessage,
} from '@aws-sdk/client-redshift';
import { declaredError, invalidParameterCombination } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import type { Tag } from '../../state/model.ts';
import { pageOf, type World } from '../world.ts';
import { invalidMarker, pageSize } from './identifiers.ts';

export function matchesTags(tags: readonly Tag[], keys: readonly string[] | undefined, values: readonly string[] | undefined): boolean {
  const byKey = !keys?.length || tags.some(tag => keys.includes(tag.Key));
  const byValue = !values?.length || tags.some(tag => values.includes(tag.Value));
  return byKey && byValue;
}

export function describeTags(world: World, input: DescribeTagsMessage, caller: Caller): TaggedResourceListMessage {
  if (input.ResourceName !== undefined && input.ResourceType !== undefined)
    throw invalidParameterCombination('ResourceName and ResourceType cannot be specified together.');
  const { clusters, snapshots } = world.state;
  const resources = [
    ...clusters.filter(each => each.region === caller.region).map(({ arn, tags }) => ({ arn, tags, type: 'cluster' })),
    ...snapshots.filter(each => each.region === caller.region).map(({ arn, tags }) => ({ arn, tags, type: 'snapshot' })),
  ];
  if (input.ResourceName !== undefined && !resources.some(resource => resource.arn === input.ResourceName)) {
    throw declaredError(ResourceNotFoundFault$, `The resource ${input.ResourceName} could not be found.`);
  }
  const tagged: TaggedResource[] = resources
    .filter(({ arn, type }) => (input.ResourceName ?? arn) === arn && (input.ResourceType ?? type).toLowerCase() === type)
    .flatMap(({ arn, tags, type }) =>
      tags
        .filter(tag => matchesTags([tag], input.TagKeys, input.TagValues))
        .map(tag => ({ Tag: tag, ResourceName: arn, ResourceType: type })),
    );
  const page = pageOf(tagged, pageSize(input.MaxRecords), input.Marker, 'tags');
  if (!page) throw invalidMarker();
  return { TaggedResources: [...page.items], Marker: page.nextToken };
}

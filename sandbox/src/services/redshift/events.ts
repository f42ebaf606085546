// Events of clusters and snapshots. https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-event-notifications.html
import { randomUUID } from 'node:crypto';
import type { DescribeEventsMessage, EventsMessage } from '@aws-sdk/client-redshift';
import { invalidParameterCombination } from '../../protocols/awsError.ts';
import type { Caller } from '../../protocols/service.ts';
import type { Cluster } from '../../state/model.ts';
import { pageOf, type World } from '../world.ts';
import { invalidMarker, pageSize } from './identifiers.ts';

const minute = 60_000;
const keptFor = 14 * 24 * 60 * minute;

export function recordEvent(world: World, cluster: Cluster, message: string, categories: string[], snapshot?: string): void {
  const { state, clock } = world;
  state.events = state.events.filter(event => event.date > clock.now() - keptFor);
  state.events.push({
    id: `REDSHIFT-EVENT-${randomUUID()}`,
    region: cluster.region,
    sourceIdentifier: snapshot ?? cluster.identifier,
    sourceType: snapshot === undefined ? 'cluster' : 'cluster-snapshot',
    message,
    categories,
    severity: 'INFO',
    date: clock.now(),
  });
}

export function describeEvents(world: World, input: DescribeEventsMessage, caller: Caller): EventsMessage {
  if (input.SourceIdentifier !== undefined && input.SourceType === undefined)
    throw invalidParameterCombination('SourceType is required when SourceIdentifier is specified.');
  const now = world.clock.now();
  const end = input.EndTime?.getTime() ?? now;
  const start = input.StartTime?.getTime() ?? end - (input.Duration ?? 60) * minute;
  const events = world.state.events.filter(
    event =>
      event.region === caller.region &&
      event.date >= start &&
      event.date <= end &&
      (input.SourceType === undefined || event.sourceType === input.SourceType) &&
      (input.SourceIdentifier === undefined || event.sourceIdentifier === input.SourceIdentifier),
  );
  const page = pageOf(events, pageSize(input.MaxRecords), input.Marker, 'events');
  if (!page) throw invalidMarker();
  return {
    Events: page.items.map(event => ({
      SourceIdentifier: event.sourceIdentifier,
      SourceType: event.sourceType,
      Message: event.message,
      EventCategories: event.categories,
      Severity: event.severity,
      Date: new Date(event.date),
      EventId: event.id,
    })),
    Marker: page.nextToken,
  };
}

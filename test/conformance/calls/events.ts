// Events of both groups: one store behind them, two forms.
import type { Json } from '../../fake-apiserver/json.ts';
import { type Area, call, get, patch, post } from '../call.ts';
import { CORE_EVENTS, EVENTS } from './objects.ts';

const subject = {
  apiVersion: 'servicehealth.dev/v1alpha1',
  kind: 'ServiceHealth',
  name: 's',
  namespace: '{ns}',
};

function coreEvent(name: string, more: Json = {}): Json {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace: '{ns}' },
    involvedObject: subject,
    reason: 'Tried',
    message: 'it was tried',
    type: 'Warning',
    ...more,
  };
}

function newEvent(name: string, more: Json = {}): Json {
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name, namespace: '{ns}' },
    eventTime: '2030-01-01T00:00:00.000000Z',
    reportingController: 'servicehealth.dev/operator',
    reportingInstance: 'operator-0',
    action: 'Judge',
    reason: 'Tried',
    note: 'it was tried',
    type: 'Warning',
    regarding: subject,
    ...more,
  };
}

export const events: Area = {
  name: 'events',
  calls: [
    call('an old event', post(CORE_EVENTS, coreEvent('old'))),
    call(
      'an old event of another namespace',
      post(CORE_EVENTS, coreEvent('far', { involvedObject: { ...subject, namespace: 'other' } })),
    ),
    call('a new event', post(EVENTS, newEvent('new'))),
    call('a new event, seen as an old one', get(`${CORE_EVENTS}/new`)),
    call('an old event, seen as a new one', get(`${EVENTS}/old`)),
    call('new events, listed', get(EVENTS)),
    call(
      'a new event becomes a series',
      patch('merge', `${EVENTS}/new`, {
        series: { count: 2, lastObservedTime: '2030-01-01T00:01:00.000000Z' },
      }),
    ),
    call('a new event without what it needs', post(EVENTS, newEvent('bare', { action: '' }))),
    call('a new event without a time', post(EVENTS, newEvent('timeless', { eventTime: null }))),
    call('a new event of a bad type', post(EVENTS, newEvent('typed', { type: 'Nonsense' }))),
    call(
      'events of one object, as describe asks for them',
      get(
        `${CORE_EVENTS}?limit=500&fieldSelector=involvedObject.kind=ServiceHealth,` +
          'involvedObject.name=s,involvedObject.namespace={ns}',
      ),
    ),
  ],
};

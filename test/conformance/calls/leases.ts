// Leases, as leader election takes, renews and loses them.
import { type Area, call, get, post, put, remove } from '../call.ts';
import { LEASES, lease } from './objects.ts';

const HELD = {
  holderIdentity: 'a',
  leaseDurationSeconds: 15,
  acquireTime: '2030-01-01T00:00:00.000000Z',
  renewTime: '2030-01-01T00:00:00.000000Z',
  leaseTransitions: 0,
};
const RENEWED = { ...HELD, renewTime: '2030-01-01T00:00:10.000000Z' };
const TAKEN = { ...RENEWED, holderIdentity: 'b', leaseTransitions: 1 };

function at(place: number) {
  return { resourceVersion: `{${place}.metadata.resourceVersion}` };
}

export const leases: Area = {
  name: 'leases',
  calls: [
    call('a lease that is not there', get(`${LEASES}/none`)),
    call(
      'a lease is taken, and again',
      post(LEASES, lease('l', HELD)),
      post(LEASES, lease('l', TAKEN)),
    ),
    call(
      'a lease is renewed, and lost to another',
      get(`${LEASES}/l`),
      put(`${LEASES}/l`, lease('l', RENEWED, at(0))),
      put(`${LEASES}/l`, lease('l', TAKEN, at(0))),
      put(`${LEASES}/l`, lease('l', TAKEN, at(1))),
      get(`${LEASES}/l`),
    ),
    call('a lease is written without a version', put(`${LEASES}/l`, lease('l', RENEWED))),
    call('a lease is made by an update', put(`${LEASES}/made`, lease('made', HELD))),
    call(
      'a lease is released',
      get(`${LEASES}/l`),
      put(`${LEASES}/l`, lease('l', { ...RENEWED, holderIdentity: '' }, at(0))),
    ),
    call(
      'bad leases',
      post(LEASES, lease('bad', { ...HELD, leaseDurationSeconds: 0 })),
      post(LEASES, lease('bad', { ...HELD, leaseTransitions: -1 })),
      post(LEASES, lease('bad', { ...HELD, renewTime: 'now' })),
    ),
    call(
      'a lease is watched',
      post(LEASES, lease('seen', HELD)),
      put(`${LEASES}/seen`, lease('seen', RENEWED, at(0))),
      remove(`${LEASES}/seen`),
      get(
        `${LEASES}?watch=1&timeoutSeconds=1&fieldSelector=metadata.name=seen` +
          '&resourceVersion={0.metadata.resourceVersion}',
      ),
    ),
    call('leases are listed', get(LEASES)),
  ],
};

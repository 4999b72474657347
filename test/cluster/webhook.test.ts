import { describe, expect, it } from 'vitest';
import { answerTo } from './webhook.ts';

function review(...images: readonly string[]): string {
  const containers = images.map((image) => ({ name: 'app', image }));
  return JSON.stringify({ request: { uid: 'u-1', object: { spec: { containers } } } });
}

const frame = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' };
const allowed = { ...frame, response: { uid: 'u-1', allowed: true } };
const status = { code: 403, message: 'images must come from registry.example' };
const denied = { ...frame, response: { uid: 'u-1', allowed: false, status } };

describe('the webhook', () => {
  it.each([
    ['lets in a pod of the allowed registry', ['registry.example/app:1.0.0'], allowed],
    ['refuses a pod of another registry, in words', ['registry.zoo.test/app:1.0.0'], denied],
    ['refuses a pod of both', ['registry.example/app:1.0.0', 'app:1.0.0'], denied],
    ['refuses a registry whose name only begins so', ['registry.example.net/app:1.0.0'], denied],
  ])('%s', (_, images, said) => {
    expect(JSON.parse(answerTo(review(...images)))).toEqual(said);
  });

  it('has no answer to what is no review of a pod', () => {
    expect(() => answerTo('{"request": {"uid": "u-1"}}')).toThrow('object');
  });
});

// The cluster's own admission webhook: a policy about images, asked by what a scenario configures and by nothing else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What node runs with a port, a certificate and its key. */
export const webhookProgram = fileURLToPath(import.meta.url);

/** Of .example there is no registry: whatever the zoo runs is refused. */
const allowedRegistry = 'registry.example';

const reviewSchema = z.object({
  request: z.object({
    uid: z.string(),
    object: z.object({ spec: z.object({ containers: z.array(z.object({ image: z.string() })) }) }),
  }),
});

/** The answer to the review of a pod that is to be made. */
export function answerTo(review: string): string {
  const { uid, object } = reviewSchema.parse(JSON.parse(review)).request;
  const isAllowed = object.spec.containers.every(({ image }) =>
    image.startsWith(`${allowedRegistry}/`),
  );
  const status = { code: 403, message: `images must come from ${allowedRegistry}` };
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: { uid, allowed: isAllowed, ...(isAllowed ? {} : { status }) },
  });
}

/** A GET is how the harness asks whether it works. */
function serve(port: number, certificate: string, key: string): void {
  const pair = { cert: readFileSync(certificate), key: readFileSync(key) };
  const server = createServer(pair, (request, response) => {
    if (request.method === 'GET') {
      response.end('ok');
      return;
    }
    response.setHeader('content-type', 'application/json');
    text(request)
      .then(answerTo)
      .then(
        (answer) => response.end(answer),
        () => response.destroy(),
      );
  });
  server.listen(port, '127.0.0.1');
}

if (import.meta.main) {
  const [port, certificate = '', key = ''] = process.argv.slice(2);
  serve(Number(port), certificate, key);
}

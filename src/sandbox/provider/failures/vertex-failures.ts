import type { FailureTable } from './failure.js';
import { detail, GOOGLE_FAILURES, googleError, unauthenticated } from './google-failures.js';

const service = 'aiplatform.googleapis.com';

function withoutToken(message: string, reason: string) {
  const fields = { reason, domain: 'googleapis.com', metadata: { service } };
  return unauthenticated(message, [detail('ErrorInfo', fields)]);
}

/** Vertex AI wants an access token where AI Studio takes a key. */
export const VERTEX_FAILURES: FailureTable = {
  ...GOOGLE_FAILURES,
  'key-missing': () =>
    withoutToken('Request is missing required authentication credential.', 'CREDENTIALS_MISSING'),
  'key-rejected': () =>
    withoutToken('Request had invalid authentication credentials.', 'ACCESS_TOKEN_TYPE_UNSUPPORTED'),
  'key-forbidden': ({ model }) =>
    googleError(
      403,
      `Permission 'aiplatform.endpoints.predict' denied on resource '//${service}/projects/sandbox/locations/us-central1/publishers/google/models/${model}' (or it may not exist).`,
    ),
  'model-not-found': ({ model, path }) => {
    const place =
      /projects\/[^/]+\/locations\/[^/]+/.exec(path)?.[0] ?? 'projects/sandbox/locations/us-central1';
    const publisher = /publishers\/([^/]+)\//.exec(path)?.[1] ?? 'google';
    return googleError(
      404,
      `Publisher Model \`${place}/publishers/${publisher}/models/${model}\` was not found or your project does not have access to it. Please ensure you are using a valid model version. For more information, see: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions`,
    );
  },
  'rate-limited': () =>
    googleError(
      429,
      'Resource exhausted. Please try again later. Please refer to https://cloud.google.com/vertex-ai/generative-ai/docs/error-code-429 for more details.',
    ),
};

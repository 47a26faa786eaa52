import { json, type SandboxResponse, withHeaders } from '../../http/response.js';
import type { FailureTable } from './failure.js';

function azureError(status: number, code: string, message: string): SandboxResponse {
  return json(status, { error: { code, message } });
}

/** What Azure says itself; the model behind it speaks as OpenAI's does. */
export const AZURE_FAILURES: FailureTable = {
  'key-missing': () =>
    json(401, {
      statusCode: 401,
      message:
        'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
    }),
  'key-rejected': () =>
    azureError(
      401,
      '401',
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    ),
  'model-not-found': () =>
    azureError(
      404,
      'DeploymentNotFound',
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    ),
  'path-wrong': () => azureError(404, '404', 'Resource not found'),
  'rate-limited': () =>
    withHeaders(
      azureError(
        429,
        '429',
        'Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded token rate limit of your current OpenAI S0 pricing tier. Please retry after 12 seconds.',
      ),
      { 'retry-after': '12' },
    ),
  'content-filter': () =>
    json(400, {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation' },
      },
    }),
};

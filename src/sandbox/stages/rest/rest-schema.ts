import { isRecord } from '../../../lib/json.js';
import { RequestBody } from '../../http/bodies/request-body.js';
import type { PipelineStage } from '../../pipeline/pipeline.js';
import type { ProviderContext } from '../../pipeline/request-context.js';
import { isEmpty } from '../../provider/conversation/read-content.js';
import { missingValueError } from '../../responses/v4-envelope.js';

/** What Anthropic's own API demands, Cloudflare adds. */
const ANTHROPIC_VERSION = { 'anthropic-version': '2023-06-01' };

/** `/ai/run` wraps what the model takes in `input`; the schema is checked before the request costs anything. */
export const restSchema: PipelineStage<ProviderContext> = {
  name: 'schema',
  before(context) {
    const { request, rest, destination } = context;
    const body = request.body.object ?? {};
    const input = rest === 'run' ? (isRecord(body.input) ? body.input : {}) : body;
    if (rest === 'run') context.request = { ...request, body: new RequestBody(JSON.stringify(input)) };
    if (rest === 'v1/messages')
      context.request = { ...request, headers: { ...ANTHROPIC_VERSION, ...request.headers } };
    const field = destination.endpoint?.form.messagesField ?? 'messages';
    const messages = input[field] ?? input.prompt;
    if (destination.slug !== 'workers-ai' && (messages === undefined || isEmpty(messages)))
      return missingValueError(field);
  },
  after({ rest }, response) {
    if (rest !== 'run' || response.status !== 200 || typeof response.body !== 'string') return response;
    const result: unknown = JSON.parse(response.body);
    return { ...response, body: JSON.stringify({ result, success: true, errors: [], messages: [] }) };
  },
};

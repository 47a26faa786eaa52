import { event, json } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import { type Form, newPrompt, type Rendering, type Reply } from '../conversation/prompt.js';
import { countOf, inputText, nameOf, recordOf } from '../conversation/read-content.js';

const HOST = 'https://api.replicate.com/v1/predictions';

/** Replicate's predictions of language models. They do not stream here: that is at another host. */
export const replicatePrediction: Form = {
  name: 'predictions',
  messagesField: 'input',
  idPrefix: '',
  read({ input }) {
    const { prompt, max_tokens: limit, max_completion_tokens: newLimit } = recordOf(input);
    return newPrompt({
      asked: [nameOf(prompt)],
      toolResults: [],
      tools: [],
      maxTokens: countOf(limit) ?? countOf(newLimit),
      input: inputText(input),
    });
  },
  render: predictionOf,
  stream: (reply) => splitText(reply.text).map((text) => event(text, 'output')),
  streamError: (body) => event(body, 'error'),
  modelIn: ({ version, model }) => nameOf(version) || nameOf(model),
  status: 201,
  keepsResponses: true,
  errors: {
    refuse: (status, detail) => json(status, { title: 'Input validation failed', detail, status }),
    missing: (field) => `- ${field} is required`,
  },
};

function predictionOf(reply: Reply, { id, model, created }: Rendering) {
  const time = new Date(created * 1000).toISOString();
  return {
    id,
    model,
    version: 'hidden',
    status: 'succeeded',
    output: splitText(reply.text),
    error: null,
    logs: '',
    data_removed: false,
    source: 'api',
    created_at: time,
    started_at: time,
    completed_at: time,
    metrics: { input_token_count: reply.usage.input, output_token_count: reply.usage.output },
    urls: { get: `${HOST}/${id}`, cancel: `${HOST}/${id}/cancel` },
  };
}

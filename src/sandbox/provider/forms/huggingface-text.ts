import { event, json } from '../../http/response.js';
import { splitText } from '../conversation/count-tokens.js';
import { type Form, newPrompt, type Reply } from '../conversation/prompt.js';
import { countOf, inputText, nameOf, recordOf, textsOf } from '../conversation/read-content.js';

/** Hugging Face's Inference API, text generation. */
export const huggingfaceText: Form = {
  name: 'text-generation',
  label: 'text generation',
  messagesField: 'inputs',
  idPrefix: '',
  read(body) {
    const { max_new_tokens: limit, stop } = recordOf(body.parameters);
    return newPrompt({
      stream: body.stream === true,
      asked: [nameOf(body.inputs)],
      toolResults: [],
      tools: [],
      maxTokens: countOf(limit),
      stop: textsOf(stop),
      input: inputText(body.inputs),
    });
  },
  render: ({ text }) => [{ generated_text: text }],
  stream(reply) {
    const words = splitText(reply.text);
    return words.map((text, index) => {
      const isLast = index === words.length - 1;
      return event({
        index: index + 1,
        token: { id: index, text, logprob: 0, special: false },
        generated_text: isLast ? reply.text : null,
        details: isLast ? { finish_reason: finishOf(reply), generated_tokens: words.length } : null,
      });
    });
  },
  streamError: ({ error }) => event({ error }),
  errors: {
    refuse: (status, error) => json(status, { error }),
    missing: (field) => `Missing field: ${field}`,
  },
};

function finishOf({ finish }: Reply): string {
  if (finish === 'length') return 'length';
  return finish === 'stop-sequence' ? 'stop_sequence' : 'eos_token';
}

import { ChatAnthropic } from '@langchain/anthropic';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import { aig } from '../sandbox/client.js';
import {
  CITY,
  type Client,
  type ClientErrors,
  describeClient,
  PERSON,
  type Target,
} from './describe-client.js';

/** What all chat models of LangChain have. */
function clientOf(llm: BaseChatModel): Client {
  return {
    chat: async (prompt) => (await llm.invoke(prompt)).text,
    async *stream(prompt) {
      for await (const { text } of await llm.stream(prompt)) yield text;
    },
    async callTool(prompt, run) {
      const weather = tool(run, { name: 'weather', description: 'The weather', schema: CITY });
      const withTool = llm.bindTools!([weather]);
      const asking = new HumanMessage(prompt);
      const called = await withTool.invoke([asking]);
      const results = called.tool_calls!.map(
        ({ id, args }) => new ToolMessage({ tool_call_id: String(id), content: run(args) }),
      );
      return (await withTool.invoke([asking, called, ...results])).text;
    },
    object: (prompt) => llm.withStructuredOutput(PERSON).invoke(prompt),
  };
}

const openai = ({ url, token, model }: Target, more: { useResponsesApi?: boolean } = {}): Client => {
  const settings = {
    apiKey: builtInKey('openai'),
    maxRetries: 0,
    configuration: { baseURL: `${url}/openai`, defaultHeaders: aig(token) },
  };
  const embeddings = new OpenAIEmbeddings({ ...settings, model: 'text-embedding-3-small', dimensions: 256 });
  return {
    ...clientOf(new ChatOpenAI({ ...settings, ...more, model })),
    embed: (texts) => embeddings.embedDocuments(texts),
  };
};

const OPENAI_ERRORS: ClientErrors = {
  'a wrong gateway token': ['AuthenticationError', /Unauthorized/],
  'a gateway that does not exist': ['BadRequestError', /configure AI Gateway/],
  'a model that does not exist': ['NotFoundError', /no-such-model/],
  'the rate limit of the gateway': ['RateLimitError', /Rate limited/],
  'the rate limit of the provider': ['RateLimitError', /Rate limit reached/],
};

describeClient('@langchain/openai, chat', {
  model: 'gpt-5.4',
  connect: openai,
  embeddingSize: 256,
  errors: OPENAI_ERRORS,
});

describeClient('@langchain/openai, responses', {
  model: 'gpt-5.4',
  connect: (target) => openai(target, { useResponsesApi: true }),
  errors: OPENAI_ERRORS,
});

describeClient('@langchain/anthropic', {
  model: 'claude-sonnet-5',
  connect: ({ url, token, model }) =>
    clientOf(
      new ChatAnthropic({
        model,
        apiKey: builtInKey('anthropic'),
        anthropicApiUrl: `${url}/anthropic`,
        maxRetries: 0,
        clientOptions: { defaultHeaders: aig(token) },
      }),
    ),
  errors: {
    'a wrong gateway token': ['AuthenticationError', /Unauthorized/],
    'a gateway that does not exist': ['BadRequestError', /configure AI Gateway/],
    'a model that does not exist': ['NotFoundError', /no-such-model/],
    'the rate limit of the gateway': ['RateLimitError', /Rate limited/],
    'the rate limit of the provider': ['RateLimitError', /rate_limit_error/],
  },
});

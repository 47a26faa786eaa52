import { describe, expect, test } from '@jest/globals';
import { builtInKey } from '../../src/sandbox/provider/built-in-keys.js';
import {
  aig,
  ask,
  bearer,
  eventData,
  gatewayApi,
  gatewayUrl,
  logRows,
  sandbox,
  storeKey,
  withGateway,
} from './client.js';
import { awsEvents } from './model/aws-events.js';
import { bedrock, cohere } from './model/clients.js';

const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const text = (content: string) => ({ role: 'user', content: [{ text: content }] });
const use = (toolUseId: string) => ({
  role: 'assistant',
  content: [{ toolUse: { toolUseId, name: 'look', input: {} } }],
});
const result = (toolUseId: string) => ({
  role: 'user',
  content: [{ toolResult: { toolUseId, content: [] } }],
});
const claude = (more: object = {}) => ({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 99,
  messages: [{ role: 'user', content: '[say:one two]' }],
  ...more,
});

describe('Bedrock refuses in its own envelope', () => {
  const ABSENT =
    "1 validation error detected: Value null at 'messages' failed to satisfy constraint: Member must not be null";
  const key = (field: string) =>
    `Malformed input request: #: required key [${field}] not found, please reformat your input and try again.`;

  test.each<[string, string, object, string]>([
    ['no messages', 'converse', {}, ABSENT],
    [
      'a result without a call',
      'converse',
      { messages: [text('hi'), result('t1')] },
      'The number of toolResult blocks at messages.1.content exceeds the number of toolUse blocks of previous turn.',
    ],
    [
      'a call without its result',
      'converse',
      { messages: [text('hi'), use('t1'), text('well?')] },
      'Expected toolResult blocks at messages.2.content for the following Ids: t1',
    ],
    [
      'Claude without its version',
      'invoke',
      claude({ anthropic_version: undefined }),
      key('anthropic_version'),
    ],
    ['Claude without a limit of tokens', 'invoke', claude({ max_tokens: undefined }), key('max_tokens')],
    [
      'another cloud’s version',
      'invoke',
      claude({ anthropic_version: 'vertex-2023-10-16' }),
      "anthropic_version: Input should be 'bedrock-2023-05-31'",
    ],
    [
      'a history that does not fit together',
      'invoke',
      claude({ messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1' }] }] }),
      'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t1. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
    ],
  ])('%s', async (_, operation, body, message) => {
    const response = await bedrock(await sandbox(), `${MODEL}/${operation}`, body);
    expect([response.status, response.headers.get('x-amzn-errortype'), await response.json()]).toEqual([
      400,
      'ValidationException',
      { message },
    ]);
  });

  test('what is not JSON', async () => {
    const box = await sandbox();
    const { status, json } = await ask(
      `${gatewayUrl(box)}/aws-bedrock/bedrock-runtime/us-east-1/model/${MODEL}/converse`,
      { headers: { ...aig(box.token), ...bearer(builtInKey('aws-bedrock')) }, body: '{' },
    );
    expect([status, Object.keys(json)]).toEqual([400, ['message']]);
  });
});

describe('Claude says the same wherever it is served', () => {
  const VERTEX =
    'google-vertex-ai/v1/projects/p/locations/us-east5/publishers/anthropic/models/claude-sonnet-5:rawPredict';
  const version = { anthropic_version: 'vertex-2023-10-16' };
  const user = { messages: [{ role: 'user', content: 'hi' }] };

  test.each<[string, object, string]>([
    [VERTEX, { ...user, max_tokens: 9 }, 'anthropic_version: Field required'],
    [VERTEX, { ...user, ...version }, 'max_tokens: Field required'],
    [VERTEX, { ...version, max_tokens: 9, messages: [] }, 'messages: at least one message is required'],
    ['grok/v1/messages', { ...user, model: 'grok-4.3' }, 'max_tokens: Field required'],
    ['openrouter/v1/messages', { model: 'm', messages: [] }, 'messages: at least one message is required'],
  ])('%s with %j', async (path, body, message) => {
    const box = await sandbox();
    const { status, json } = await ask(`${gatewayUrl(box)}/${path}`, {
      headers: {
        ...aig(box.token),
        ...bearer(builtInKey(path.split('/')[0]!)),
        'anthropic-version': '2023-06-01',
      },
      body,
    });
    expect([status, json.error]).toEqual([400, { type: 'invalid_request_error', message }]);
  });
});

test('Claude on Bedrock streams Anthropic’s events in Amazon’s frames', async () => {
  const box = await sandbox();
  const own = await ask(`${gatewayUrl(box)}/anthropic/v1/messages`, {
    headers: { ...bearer(box.token), 'anthropic-version': '2023-06-01' },
    body: claude({ anthropic_version: undefined, model: 'claude-haiku-4-5', stream: true }),
  });
  const response = await bedrock(box, `${MODEL}/invoke-with-response-stream`, claude());
  expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream');
  const chunks = awsEvents(Buffer.from(await response.arrayBuffer()));
  const events = chunks.map(({ data }) => JSON.parse(Buffer.from(data.bytes, 'base64').toString('utf8')));
  expect(new Set(chunks.map(({ type }) => type))).toEqual(new Set(['chunk']));
  expect(events.map(({ type }) => type)).toEqual(eventData(own.text).map(({ type }) => type));
  expect(events.map(({ delta }) => delta?.text ?? '').join('')).toBe('one two');
});

test('a stream of Amazon’s is in the log as it was sent, with its tokens', async () => {
  const box = await sandbox();
  await bedrock(box, `${MODEL}/converse-stream`, { messages: [text('[say:one two]')] }).then((response) =>
    response.arrayBuffer(),
  );
  const [row] = await logRows(box);
  expect(row).toMatchObject({
    provider: 'aws-bedrock',
    model: `aws-bedrock/${MODEL}`,
    status_code: 200,
    tokens_out: 2,
  });
  const response = await gatewayApi(box, `/my-gateway/logs/${row.id}/response`);
  expect(response.text).toContain('contentBlockDelta');
});

describe('who pays at a cloud', () => {
  const AWS = 'aws-bedrock/bedrock-runtime/us-east-1/model/m/converse';
  const VERTEX =
    'google-vertex-ai/v1/projects/p/locations/us-central1/publishers/google/models/m:generateContent';
  const account = (id: string) => JSON.stringify({ type: 'service_account', private_key_id: id });
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const signed = (id: string) =>
    `AWS4-HMAC-SHA256 Credential=${id}/20261127/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=fake`;

  test.each([
    ['a signature', AWS, signed(builtInKey('aws-bedrock')), 200],
    ['a signature with another key', AWS, signed('AKIAFAKEFAKEFAKEFAKE'), 403],
    ['an access token', VERTEX, `Bearer ${builtInKey('google-vertex-ai')}`, 200],
    ['a service account', VERTEX, `Bearer ${base64(account(builtInKey('google-vertex-ai')))}`, 200],
    ['another service account', VERTEX, `Bearer ${base64(account('nobody'))}`, 401],
    ['a key of AI Studio', VERTEX, 'Bearer AIza-sandbox-provider-key-good', 401],
  ])('%s', async (_, path, authorization, status) => {
    const box = await sandbox();
    const reply = await ask(`${gatewayUrl(box)}/${path}`, {
      headers: { ...aig(box.token), authorization },
      body: { messages: [text('hi')], contents: [{ parts: [{ text: 'hi' }] }] },
    });
    expect(reply.status).toBe(status);
  });

  test.each([
    [builtInKey('aws-bedrock'), 200],
    ['AKIAFAKEFAKEFAKEFAKE', 403],
  ])('credentials of AWS that are stored at Cloudflare: %s', async (accessKeyId, status) => {
    const box = await sandbox();
    const secret = JSON.stringify({ accessKeyId, secretAccessKey: 'fake', region: 'us-east-1' });
    await storeKey(box, 'aws-bedrock', secret);
    const reply = await ask(`${gatewayUrl(box)}/${AWS}`, {
      headers: aig(box.token),
      body: { messages: [text('hi')] },
    });
    expect(reply.status).toBe(status);
  });
});

describe('Cohere', () => {
  test.each([
    ['v2/chat', { messages: [] }, 'a model parameter is required for this endpoint.'],
    [
      'v1/chat',
      {},
      'invalid request: message must be at least 1 token long or tool results must be specified.',
    ],
    [
      'v2/embed',
      { model: 'embed-v4.0' },
      'invalid request: texts must be at least 1 token long or tool results must be specified.',
    ],
  ])('%s refuses %j', async (path, body, message) => {
    const { status, json } = await cohere(await sandbox(), path, body);
    expect([status, json]).toEqual([400, { message }]);
  });

  test('version 1 calls tools by their parameter definitions', async () => {
    const { json } = await cohere(await sandbox(), 'v1/chat', {
      message: '[tool:look {"at":"sky"}]',
      tools: [{ name: 'look', parameter_definitions: { at: { type: 'str', required: true } } }],
    });
    expect(json).toMatchObject({
      finish_reason: 'TOOL_CALL',
      tool_calls: [{ name: 'look', parameters: { at: 'sky' } }],
    });
  });

  test('version 1 streams lines of JSON', async () => {
    const reply = await cohere(await sandbox(), 'v1/chat', { message: '[say:one two]', stream: true });
    expect(reply.headers['content-type']).toBe('application/stream+json');
    const events = reply.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.map(({ event_type: type, is_finished: done }) => [type, done])).toEqual([
      ['stream-start', false],
      ['text-generation', false],
      ['text-generation', false],
      ['stream-end', true],
    ]);
    expect(events.at(-1).response.text).toBe('one two');
  });
});

test('Hugging Face streams tokens, the last with the whole text', async () => {
  const box = await sandbox();
  const reply = await ask(`${gatewayUrl(box)}/huggingface/gpt2`, {
    headers: { ...aig(box.token), ...bearer(builtInKey('huggingface')) },
    body: { inputs: '[say:one two three]', stream: true, parameters: { max_new_tokens: 2 } },
  });
  const events = eventData(reply.text);
  expect(events.map(({ token }) => token.text)).toEqual(['one ', 'two ']);
  expect(events.at(-1)).toMatchObject({ generated_text: 'one two ', details: { finish_reason: 'length' } });
});

test('a prediction of Replicate can be read again', async () => {
  const box = await sandbox();
  const headers = { ...aig(box.token), ...bearer(builtInKey('replicate')) };
  const predictions = `${gatewayUrl(box)}/replicate/v1/predictions`;
  const made = await ask(predictions, {
    headers,
    body: { version: 'anthropic/claude-4.5-haiku', input: { prompt: '[say:one two]' } },
  });
  expect(made).toMatchObject({ status: 201, json: { status: 'succeeded', output: ['one ', 'two'] } });
  expect((await ask(`${predictions}/${made.json.id}`, { headers })).json).toEqual(made.json);
  expect((await ask(`${predictions}/nope`, { headers })).status).toBe(404);
});

test.each([
  'google-ai-studio/v1beta/models/gemini-2.5-flash',
  'google-vertex-ai/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-flash',
])('%s streams a list of JSON unless events are asked for', async (model) => {
  const box = await sandbox();
  const slug = model.split('/')[0]!;
  const send = (prompt: string) =>
    ask(`${gatewayUrl(box)}/${model}:streamGenerateContent`, {
      headers: { ...aig(box.token), 'x-goog-api-key': builtInKey(slug) },
      body: { contents: [{ role: 'user', parts: [{ text: prompt }] }] },
    });
  // biome-ignore lint/suspicious/noExplicitAny: chunks of many shapes
  const textOf = ({ candidates }: any) => candidates?.[0].content.parts[0].text;
  expect((await send('[say:one two three]')).json.map(textOf)).toEqual(['one ', 'two ', 'three']);
  const broken = (await send('[say:one two three] [fail:overloaded]')).json;
  expect([textOf(broken[0]), broken.at(-1).error.code]).toEqual(['one ', 503]);
});

test('the universal endpoint knows the clouds’ paths too', async () => {
  const box = await sandbox({ config: withGateway({ storedKeys: { 'azure-openai': ['default'] } }) });
  const { status, json } = await ask(gatewayUrl(box), {
    headers: aig(box.token),
    body: [
      {
        provider: 'azure-openai',
        endpoint: 'resource/my-gpt/chat/completions?api-version=2024-10-21',
        headers: {},
        query: { messages: [{ role: 'user', content: '[say:OK]' }] },
      },
    ],
  });
  expect([status, json.choices[0].message.content, json.model]).toEqual([200, 'OK', 'my-gpt']);
});

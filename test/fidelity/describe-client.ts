import { describe, expect, test } from '@jest/globals';
import type { SandboxGateway } from '../../src/sandbox/config/config-types.js';
import type { Sandbox } from '../../src/sandbox/server.js';
import { gatewayUrl, sandbox, withGateway } from '../sandbox/client.js';

/** What a client is pointed at. */
export interface Target {
  box: Sandbox;
  /** The address of the gateway, without a provider's path. */
  url: string;
  /** The gateway token. */
  token: string;
  model: string;
}

/** What agents do with a client, by the client's own means. */
export interface Client {
  chat(prompt: string): Promise<string>;
  /** The parts of the answer, as they come. */
  stream(prompt: string): AsyncIterable<string>;
  /** Has the model call the tool `weather` (`CITY`), gives it the result, and ends with the model's answer. */
  callTool(prompt: string, run: (args: unknown) => string): Promise<string>;
  /** An object that keeps to `PERSON`, as the client reads it. */
  object(prompt: string): Promise<unknown>;
  embed?(texts: string[]): Promise<number[][]>;
}

/** The name of the error's class, what its message says, and the status where this provider has another. */
type ClientError = [name: string, message: RegExp, status?: number];

export type ClientErrors = Record<ErrorCase, ClientError>;

interface ClientDescription {
  model: string;
  connect(target: Target): Client;
  /** Where the sandbox's provider takes every id, one that asks for the failure. */
  unknownModel?: string;
  /** Where ids have a form of their own. */
  busyModel?: string;
  /** The size of the vectors of `embed`. */
  embeddingSize?: number;
  errors: ClientErrors;
}

export const CITY = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
} as const;

export const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer' } },
  required: ['name', 'age'],
  additionalProperties: false,
} as const;

interface Failure {
  status: number;
  target?: (usual: Target & { unknownModel: string; busyModel: string }) => Partial<Target>;
  settings?: Partial<SandboxGateway>;
}

/** What goes wrong for the users of an agent, and the status that their client is to report. */
const ERROR_CASES = {
  'a wrong gateway token': { status: 401, target: () => ({ token: 'cfut_FAKEfakeWRONGtoken' }) },
  'a gateway that does not exist': { status: 400, target: ({ box }) => ({ url: gatewayUrl(box, 'nope') }) },
  'a model that does not exist': { status: 404, target: ({ unknownModel: model }) => ({ model }) },
  'the rate limit of the gateway': {
    status: 429,
    settings: { rateLimitingLimit: 1, rateLimitingInterval: 60 },
  },
  'the rate limit of the provider': { status: 429, target: ({ busyModel: model }) => ({ model }) },
} satisfies Record<string, Failure>;

type ErrorCase = keyof typeof ERROR_CASES;

/** The scenarios that every client goes through. */
export function describeClient(
  name: string,
  {
    model,
    unknownModel = 'no-such-model',
    busyModel = 'fail-429',
    connect,
    embeddingSize,
    errors,
  }: ClientDescription,
): void {
  async function start({ settings = {}, target }: Partial<Failure> = {}): Promise<Client> {
    const box = await sandbox({ config: withGateway(settings) });
    const usual = { box, url: gatewayUrl(box), token: box.token, model, unknownModel, busyModel };
    return connect({ ...usual, ...target?.(usual) });
  }

  describe(name, () => {
    test('chat', async () => {
      expect(await (await start()).chat('[say:pong]')).toBe('pong');
    });

    test('a stream comes in parts', async () => {
      const parts = [];
      for await (const part of (await start()).stream('[say:one two three]')) if (part) parts.push(part);
      expect(parts.join('')).toBe('one two three');
      expect(parts.length).toBeGreaterThan(1);
    });

    test('a tool is called, and its result answered', async () => {
      const calls: unknown[] = [];
      const answer = await (await start()).callTool('[tool:weather {"city":"Lisbon"}]', (args) => {
        calls.push(args);
        return 'sunny';
      });
      expect(calls).toEqual([{ city: 'Lisbon' }]);
      expect(answer).toBe('The tool answered: sunny');
    });

    test('structured output', async () => {
      expect(await (await start()).object('Who?')).toEqual({ name: 'sandbox', age: 1 });
    });

    if (embeddingSize)
      test('embeddings', async () => {
        const vectors = await (await start()).embed?.(['one', 'two']);
        expect(vectors?.map(({ length }) => length)).toEqual([embeddingSize, embeddingSize]);
      });

    test.each(Object.entries(ERROR_CASES))(
      '%s is an error of the client',
      async (error, failure: Failure) => {
        const client = await start(failure);
        const attempt = () => client.chat('[say:pong]').catch((thrown: unknown) => thrown);
        if (failure.settings) expect(await attempt()).toBe('pong');
        const [kind, message, status] = errors[error as ErrorCase];
        expect(readError(await attempt())).toEqual({
          kind,
          status: status ?? failure.status,
          message: expect.stringMatching(message),
        });
      },
    );
  });
}

function readError(thrown: unknown) {
  if (!(thrown instanceof Error)) return thrown;
  // By whatever name the client has for it.
  const { status, statusCode } = thrown as { status?: unknown; statusCode?: unknown };
  return { kind: thrown.constructor.name, status: status ?? statusCode, message: thrown.message };
}

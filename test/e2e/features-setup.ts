import { afterEach, beforeEach } from '@jest/globals';
import { readSandboxConfig } from '../../src/sandbox/config/config.js';
import type { SandboxConfig } from '../../src/sandbox/config/config-types.js';
import type { LogStore } from '../../src/sandbox/logs/log-store.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import type { World } from '../memory-io.js';
import { Home, type Run, runInProcess } from './harness.js';

/** A provider block, as far as tests touch it. */
export interface Block {
  headers?: Record<string, unknown>;
  models: { id: string }[];
}

/** A sandbox of its own kind, and a home that is set up for it. */
export class Stage {
  readonly sandbox: Sandbox;
  readonly home = new Home();
  readonly env: NodeJS.ProcessEnv;

  private constructor(sandbox: Sandbox, gatewayOrigin: string) {
    this.sandbox = sandbox;
    this.env = {
      HOME: this.home.path,
      CF_AIG_GATEWAY_ORIGIN: gatewayOrigin,
      CLOUDFLARE_API_BASE_URL: sandbox.apiBaseUrl,
    };
  }

  /** For each test of a file: a sandbox, by default the usual one, and a home without OpenClaw's files. */
  static forEachTest(config?: SandboxConfig): Pick<Stage, 'sandbox' | 'home' | 'run'> {
    let stage: Stage;
    beforeEach(async () => {
      const sandbox = await startSandbox({ port: 0, config: structuredClone(config) });
      stage = new Stage(sandbox, sandbox.gatewayOrigin);
    });
    afterEach(() => stage.close());
    return {
      get sandbox() {
        return stage.sandbox;
      },
      get home() {
        return stage.home;
      },
      run: (args, env, more) => stage.run(args, env, more),
    };
  }

  /** `gateway`: settings of `my-gateway`, in the words of the sandbox's config. */
  static async open(
    o: {
      gateway?: Record<string, unknown>;
      config?: Record<string, unknown>;
      token?: string;
      model?: string;
      init?: readonly string[];
      scenario?: string;
      logs?: LogStore;
      /** What stands between the program and the gateway. */
      through?: (origin: string) => Promise<string>;
    } = {},
  ): Promise<Stage> {
    const config = readSandboxConfig(
      JSON.stringify({ ...(o.gateway && { gateways: [{ id: 'my-gateway', ...o.gateway }] }), ...o.config }),
    );
    const sandbox = await startSandbox({ port: 0, config, scenario: o.scenario, logs: o.logs });
    const origin = (await o.through?.(sandbox.gatewayOrigin)) ?? sandbox.gatewayOrigin;
    const stage = new Stage(sandbox, origin);
    const made = await stage.run(
      [
        ...[
          'init',
          '--account-id',
          sandbox.accountId,
          '--gateway',
          'my-gateway',
          '--token-env',
          'SET_UP_TOKEN',
        ],
        ...['--model', o.model ?? 'openai/gpt-4o-mini', '--no-input', '--no-check', '--json'],
        ...(o.init ?? []),
      ],
      { SET_UP_TOKEN: o.token ?? sandbox.token },
    );
    if (made.code !== 0) {
      await stage.close();
      throw new Error(made.stdout + made.stderr);
    }
    return stage;
  }

  run(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    more: Pick<World, 'sleep' | 'now' | 'input'> = {},
  ): Promise<Run> {
    return runInProcess(args, { env: { ...this.env, ...env }, ...more });
  }

  /** Rewrites the block that `init` wrote. */
  editBlock(change: (block: Block) => void): void {
    const config = JSON.parse(this.home.read(this.home.config));
    change(config.models.providers['cloudflare-ai-gateway']);
    this.home.write(this.home.config, JSON.stringify(config, null, 2));
  }

  async close(): Promise<void> {
    this.home.remove();
    await this.sandbox.close();
  }
}

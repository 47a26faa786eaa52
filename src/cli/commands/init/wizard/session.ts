import { wrapAnsi } from 'fast-wrap-ansi';
import type { Exchange } from '../../../../diagnosis/exchange/exchange.js';
import { readModelIds, readModelPrices } from '../../../../gateway/management/management-answers.js';
import { providerModelsRequest, readProviderModels } from '../../../../gateway/management/provider-models.js';
import { modelsRequest } from '../../../../gateway/requests/probe-requests.js';
import { accessOf, type DoctorContext } from '../../../../lab/context.js';
import {
  type AccountView,
  lookAtAccount,
  lookAtRun,
  lookAtToken,
  type Send,
  type TokenView,
} from '../../../../lab/experiments/token-powers.js';
import { trialTarget } from '../../../../lab/trial-target.js';
import type { Asker } from '../../../prompts/asker.js';
import { hang } from '../../../render/hang.js';
import type { Style } from '../../../render/style.js';
import type { Io } from '../../../shared/io.js';
import type { Known } from '../answers/answers.js';
import type { Deeds } from '../answers/done-so-far.js';
import type { InitOptions } from '../answers/init-options.js';
import type { Prices } from '../answers/plan-for.js';

/** What the steps of the wizard share: the terminal, the wire, and what has been seen on it. */
export class Session {
  readonly io: Io;
  readonly asker: Asker;
  readonly style: Style;
  readonly context: DoctorContext;
  readonly options: InitOptions;
  readonly deeds: Deeds;
  readonly send: Send;
  readonly #seen = new Map<string, Promise<unknown>>();

  constructor(o: Pick<Session, 'io' | 'asker' | 'style' | 'context' | 'options' | 'deeds'>) {
    this.io = o.io;
    this.asker = o.asker;
    this.style = o.style;
    this.context = o.context;
    this.options = o.options;
    this.deeds = o.deeds;
    this.send = (request) => o.context.input.sender.send(request);
  }

  /** A paragraph between two questions. */
  say(text: string): void {
    this.io.err(`${wrapAnsi(text, this.style.width - 1)}\n`);
  }

  pass(text: string): void {
    this.#marked(this.style.symbols.pass, text);
  }

  warn(text: string): void {
    this.#marked(this.style.symbols.warn, text);
  }

  #marked(symbol: string, text: string): void {
    this.io.err(`${hang(` ${symbol} `, text, this.style.width - 1)}\n`);
  }

  token(token: string): Promise<TokenView> {
    const caller = { origins: this.context.origins, token };
    return this.#once(['token', token], () => lookAtToken(this.send, caller));
  }

  account(token: string, accountId: string): Promise<AccountView> {
    const caller = { origins: this.context.origins, token, accountId };
    return this.#once(['account', token, accountId], () => lookAtAccount(this.send, caller));
  }

  /** AI Gateway Run, by way of one gateway that asks for a token. */
  run(token: string, accountId: string, gateway: string): Promise<boolean | undefined> {
    const access = this.#access({ token, accountId, gateway });
    return this.#once(['run', token, accountId, gateway], async () => access && lookAtRun(this.send, access));
  }

  /** Ids of the models that the gateway offers; undefined: it shows no list. */
  async models(known: Known): Promise<string[] | undefined> {
    const access = this.#access(keysOf(known));
    const list = await this.#once(listName(known), async () => access && this.send(modelsRequest(access)));
    const ids = list && readModelIds(list);
    return ids?.length ? ids : undefined;
  }

  /** What the gateway's list says that they cost, if it has been read. */
  async prices(known: Known): Promise<Prices | undefined> {
    const list = await (this.#seen.get(JSON.stringify(listName(known))) as
      | Promise<Exchange | undefined>
      | undefined);
    return list && readModelPrices(list);
  }

  /** The provider's own list, for want of the gateway's. */
  modelsOf(slug: string, known: Known): Promise<string[] | undefined> {
    const keys = keysOf(known);
    const access = this.#access(keys);
    const request = access && providerModelsRequest(access, slug, known.providerKey);
    const name = ['models of', slug, keys.token, keys.accountId, keys.gateway, known.providerKey ?? ''];
    return this.#once(name, async () => request && readProviderModels(await this.send(request), slug));
  }

  /** What was seen of the account before has changed. */
  forgetAccount(token: string, accountId: string): void {
    this.#seen.delete(JSON.stringify(['account', token, accountId]));
  }

  #access({ token, accountId, gateway }: { token: string; accountId: string; gateway: string }) {
    const setup = { accountId, gateway, token: token || undefined, provider: 'openai', models: [] };
    return accessOf(
      trialTarget(
        { ...setup, recipe: 'compat', payment: token ? 'stored' : 'own-key-open' },
        this.context.origins,
      ),
    );
  }

  /** Each thing is looked at once, whatever question is gone back to. */
  #once<T>(key: readonly string[], look: () => Promise<T>): Promise<T> {
    const name = JSON.stringify(key);
    const known = this.#seen.get(name) as Promise<T> | undefined;
    if (known) return known;
    const looked = look();
    this.#seen.set(name, looked);
    return looked;
  }
}

function keysOf({ token = '', accountId = '', gateway = '' }: Known) {
  return { token, accountId, gateway };
}

function listName(known: Known): string[] {
  const { token, accountId, gateway } = keysOf(known);
  return ['models', token, accountId, gateway];
}

import type { CauseId } from '../../../../diagnosis/causes/catalogue.js';
import { DOCS } from '../../../../diagnosis/causes/sentences.js';
import { diagnoseExchange } from '../../../../diagnosis/reading/diagnose.js';
import type { Diagnosis } from '../../../../diagnosis/reading/diagnosis.js';
import { fill } from '../../../../diagnosis/reading/values.js';
import { readModelIds, readModelPrices } from '../../../../gateway/management/management-responses.js';
import { providerModelsRequest, readProviderModels } from '../../../../gateway/management/provider-models.js';
import { modelsRequest } from '../../../../gateway/requests/probe-requests.js';
import {
  type AccountView,
  inspectAccount,
  inspectToken,
  probeRun,
  type Send,
  type TokenView,
} from '../../../../lab/experiments/token-powers.js';
import {
  compatTarget,
  type GatewayPlace,
  type GatewayTrial,
  tryGateway,
} from '../../../../lab/experiments/try-gateway.js';
import { type TokenTrial, tryToken } from '../../../../lab/experiments/try-token.js';
import type { Lab } from '../../../../lab/lab.js';
import type { Snapshot } from '../../../../openclaw/snapshot.js';
import type { Asker } from '../../../prompts/asker.js';
import { hang } from '../../../render/hang.js';
import type { Style } from '../../../render/style.js';
import type { Io } from '../../../shared/io.js';
import type { PartialAnswers } from '../answers/answers.js';
import type { InitOptions } from '../answers/init-options.js';
import type { Prices } from '../answers/plan-for.js';
import type { TokenSource } from '../answers/token-sources.js';
import type { ExternalChanges } from './external-changes.js';

/** Why, for someone who has written no address and no header yet. */
const WHY: Partial<Record<CauseId, string>> = {
  'gateway-not-found': `Its name counts letter by letter. Yours are listed at ${DOCS.dashGateways}`,
  'token-other-account': 'A token works only in the accounts that it was created for.',
  'token-missing':
    'Authentication is on for this gateway: every request needs a token, also one with your own key.',
};

/** What the steps of the wizard share: the terminal, the wire, and what has been seen on it. */
export class Session {
  readonly io: Io;
  readonly asker: Asker;
  readonly style: Style;
  readonly snapshot: Snapshot;
  readonly lab: Lab;
  readonly options: InitOptions;
  readonly externalChanges: ExternalChanges;
  readonly tokens: readonly TokenSource[];
  /** Tokens that are used: Cloudflare has nothing against them, or the user wants them all the same. */
  readonly usableTokens = new Set<string>();
  readonly refusedTokens = new Set<string>();
  /** Tokens that Cloudflare refuses, and that the user wants all the same. */
  readonly insistedTokens = new Set<string>();
  /** Why the next question is asked: what was refused. */
  refusedFor?: CauseId;
  /** For what is tried or changed at Cloudflare: sent each time. */
  readonly send: Send;
  /** For what is only looked at: asked once, whatever question is gone back to. */
  readonly #look: Send;
  /** The questions that had an evident answer. */
  readonly #settled = new Set<string>();

  constructor(
    o: Pick<
      Session,
      'io' | 'asker' | 'style' | 'snapshot' | 'lab' | 'options' | 'externalChanges' | 'tokens'
    >,
  ) {
    this.io = o.io;
    this.asker = o.asker;
    this.style = o.style;
    this.snapshot = o.snapshot;
    this.lab = o.lab;
    this.options = o.options;
    this.externalChanges = o.externalChanges;
    this.tokens = o.tokens;
    this.send = (request) => o.lab.ask(request, { fresh: true });
    this.#look = (request) => o.lab.ask(request);
  }

  /** How many questions have an answer, asked or not. */
  get answered(): number {
    return this.asker.answered + this.#settled.size;
  }

  /** Shows an answer that is evident instead of asking for it. False: it has been shown before, and the user came back to change it. */
  settle(question: string, answer: string): boolean {
    if (this.#settled.has(question)) return false;
    this.#settled.add(question);
    this.pass(`${question}: ${answer}`);
    return true;
  }

  /** Other answers before a question: what is evident now is shown instead of asked again. */
  unsettle(): void {
    this.#settled.clear();
  }

  /** A paragraph between two questions. */
  say(text: string): void {
    this.row('', text);
  }

  pass(text: string): void {
    this.refusedFor = undefined;
    this.row(` ${this.style.symbols.pass} `, text);
  }

  warn(text: string): void {
    this.row(` ${this.style.symbols.warn} `, text);
  }

  fail(text: string): void {
    this.row(` ${this.style.symbols.fail} `, text);
  }

  /** What is wrong, why, and where to mend it. */
  refuse({ cause, title, why }: Diagnosis, subject?: string): void {
    this.fail(subject ? `${subject}: ${title}` : title);
    this.row('   ', fill(WHY[cause] ?? why, {}));
  }

  /** `text` beside its mark or name, folded where the terminal ends. */
  row(first: string, text: string): void {
    this.io.err(`${hang(first, text, { ...this.style, width: this.style.width - 1 })}\n`);
  }

  /** Tries a token with free requests: at the gateway that is known, otherwise at one that it can list. */
  tryToken(token: string, { accountId, gateway, recipe }: PartialAnswers): Promise<TokenTrial> {
    const { origins } = this.snapshot;
    const onRestPlane = recipe === 'rest';
    const trial = tryToken(this.lab, { origins, token, accountId, gateway, onRestPlane });
    return this.asker.busy('Asking Cloudflare about the token', trial);
  }

  /** Whether the gateway can be used as it is going to be; undefined: it is not known which one, or only the REST API is asked. */
  async tryGateway({
    token = '',
    accountId,
    gateway,
    pay,
    recipe,
  }: PartialAnswers): Promise<GatewayTrial | undefined> {
    if (!accountId || !gateway || recipe === 'rest') return undefined;
    const { origins } = this.snapshot;
    const sent = pay === 'own-key-open' ? '' : token;
    const trial = tryGateway(this.lab, { origins, token: sent, accountId, gateway });
    return this.asker.busy('Trying the gateway', trial);
  }

  token(token: string): Promise<TokenView> {
    return inspectToken(this.#look, { origins: this.snapshot.origins, token });
  }

  account(token: string, accountId: string): Promise<AccountView> {
    return inspectAccount(this.#look, { origins: this.snapshot.origins, token, accountId });
  }

  /** AI Gateway Run, by way of one gateway that asks for a token. */
  async run(token: string, accountId: string, gateway: string): Promise<boolean | undefined> {
    const access = this.#access({ token, accountId, gateway });
    return access && probeRun(this.#look, access);
  }

  /** Ids of the models that the gateway offers; undefined: it shows no list. */
  async models(known: PartialAnswers): Promise<string[] | undefined> {
    const access = this.#access(keysOf(known));
    const ids = access && readModelIds(await this.#look(modelsRequest(access)));
    return ids?.length ? ids : undefined;
  }

  /** Why the list of models could not be asked for, if the gateway gave no answer to that. */
  async whyNoModels(known: PartialAnswers): Promise<string | undefined> {
    const access = this.#access(keysOf(known));
    const asked = await (access && this.lab.recall(modelsRequest(access)));
    return asked && !asked.response ? diagnoseExchange(asked, {})?.title : undefined;
  }

  /** What the gateway's list says that they cost, if it has been read. */
  async prices(known: PartialAnswers): Promise<Prices | undefined> {
    const access = this.#access(keysOf(known));
    const list = await (access && this.lab.recall(modelsRequest(access)));
    return list && readModelPrices(list);
  }

  /** The provider's own list, where the gateway has none. */
  async modelsOf(slug: string, known: PartialAnswers): Promise<string[] | undefined> {
    const access = this.#access(keysOf(known));
    const request = access && providerModelsRequest(access, slug, known.providerKey);
    return request && readProviderModels(await this.#look(request), slug);
  }

  #access(place: Omit<GatewayPlace, 'origins'>) {
    return compatTarget({ ...place, origins: this.snapshot.origins }).access;
  }
}

function keysOf({ token = '', accountId = '', gateway = '' }: PartialAnswers) {
  return { token, accountId, gateway };
}

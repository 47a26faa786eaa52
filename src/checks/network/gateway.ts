import { diagnoseExchange, gatewayError } from '../../diagnosis/diagnose.js';
import { makeDiagnosis } from '../../diagnosis/diagnosis.js';
import { management, readAccounts, readGateways } from '../../gateway/management.js';
import type { Check } from '../check.js';
import type { DoctorContext } from '../context.js';
import { concludeGateway } from '../experiments/gateway.js';
import { diagnosed, type Outcome, pass, skip } from '../finding.js';
import { firstContact, probeOf } from './probes.js';

const GATEWAY_NOT_CONFIGURED = 2001;
const UNAUTHORIZED = 2009;

/** Does Cloudflare know the account and the gateway of the base URL? */
export const gateway: Check<DoctorContext> = {
  id: 'gateway',
  title: 'Gateway',
  needs: ['connection'],
  network: true,
  async run(context): Promise<Outcome> {
    const exchange = await firstContact(context);
    const values = await context.values();
    const code = gatewayError(exchange)?.code;
    if (code === GATEWAY_NOT_CONFIGURED) return whichPartIsWrong(context);
    if (code === UNAUTHORIZED) return skip('not told apart from the token: Cloudflare refuses the token first');

    const diagnosis = diagnoseExchange(exchange, values);
    if (diagnosis?.category === 'bad-url') return diagnosed(diagnosis);
    return pass(`account ${values.accountId ?? '(custom domain)'}, gateway ${values.gateway ?? '(custom domain)'}`);
  },
};

async function whichPartIsWrong(context: DoctorContext): Promise<Outcome> {
  const { target } = await probeOf(context);
  const values = await context.values();
  const exchange = await firstContact(context);
  const told = diagnoseExchange(exchange, values)!;
  const { accountId, gateway: name } = target.url!;
  const token = target.credentials.gatewayToken?.value;
  if (!accountId || !name || !token) return diagnosed(told);

  const { origins, wire } = context;
  const [gateways, accounts] = await Promise.all([
    wire.send(management.listGateways({ origins, token, accountId })),
    wire.send(management.listAccounts({ origins, token })),
  ]);
  const conclusion = concludeGateway({
    accountId,
    gateway: name,
    gateways: readGateways(gateways)?.map(({ id }) => id),
    accounts: readAccounts(accounts)?.map(({ id }) => id),
  });
  return diagnosed(
    makeDiagnosis(
      conclusion.cause,
      { ...values, nearest: conclusion.nearest },
      [...told.evidence, conclusion.because],
      conclusion.alternatives,
    ),
  );
}

import type { Values } from '../../diagnosis/reading/values.js';
import type { Provider } from './providers.js';

/** What the texts of a diagnosis say of a provider. */
export function providerValues(provider: Provider | undefined): Values {
  return { providerName: provider?.name, keysUrl: provider?.keysUrl, billingUrl: provider?.billingUrl };
}

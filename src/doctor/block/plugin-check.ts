import type { DoctorContext } from '../../lab/context.js';
import { PROVIDER_ID } from '../../openclaw/blocks/block.js';
import { pluginSwitch } from '../../openclaw/machine/plugin.js';
import { TOKEN_VARIABLE } from '../../openclaw/secrets/credential-roles.js';
import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

/** OpenClaw's own Cloudflare plugin, which it installs unasked: does it change how a block written by hand works? */
export const plugin: Check<DoctorContext> = {
  id: 'plugin',
  title: 'Plugin',
  needs: ['provider-block'],
  async run(context) {
    const { value } = await context.config();
    const { block } = (await context.target())!;
    const isOff = pluginSwitch(value);
    if (isOff) return pass('OpenClaw’s own Cloudflare plugin stays off', isOff);
    if (block.auth === 'api-key') return pass('the block’s key comes first: auth is "api-key"');
    // The plugin writes blocks without a key: then it is meant to serve them.
    if (block.apiKey === undefined) return pass('the block leaves the key to OpenClaw');

    const installed = await context.plugin();
    if (installed) return problem('plugin-may-interfere', await context.values(), `installed: ${installed}`);
    const environment = await context.environment();
    const reasons = [
      ...(block.id === PROVIDER_ID ? [`the provider’s id is ${PROVIDER_ID}`] : []),
      ...(environment.lookup(TOKEN_VARIABLE)?.value ? [`${TOKEN_VARIABLE} is set`] : []),
    ];
    if (!reasons.length) return pass('nothing makes OpenClaw install its own Cloudflare plugin');
    return problem(
      'plugin-may-interfere',
      await context.values(),
      `not installed yet, but ${reasons.join(', and ')}`,
    );
  },
};

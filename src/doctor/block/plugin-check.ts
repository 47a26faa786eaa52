import { PROVIDER_ID } from '../../openclaw/blocks/block.js';
import { pluginSwitch } from '../../openclaw/machine/plugin.js';
import { TOKEN_VARIABLE } from '../../openclaw/secrets/credential-roles.js';
import { credentialOptions } from '../../openclaw/target.js';
import type { Check } from '../check/check.js';
import { pass, problem } from '../check/finding.js';

/** Whether OpenClaw's own Cloudflare plugin, which it installs automatically, interferes with the block. */
export const plugin: Check<'plugin', 'block'> = {
  id: 'plugin',
  title: 'Plugin',
  stage: 'block',
  run({ snapshot, target: { block, credentials, values } }) {
    const isOff = pluginSwitch(snapshot.config.value);
    if (isOff) return pass('OpenClaw’s own Cloudflare plugin is off', isOff);
    if (block.auth === 'api-key') return pass('the block’s key takes precedence: auth is "api-key"');
    // The plugin writes blocks without a key and supplies it itself.
    if (block.apiKey === undefined) return pass('the block has no key; OpenClaw supplies it');
    if (credentials.held !== undefined) return pass('OpenClaw supplies the key that the block names');

    // As OpenClaw's own page writes it: the plugin makes the bare name a reference.
    if (block.apiKey === TOKEN_VARIABLE && credentialOptions(snapshot).pluginInstalled)
      return pass('this OpenClaw takes apiKey as the name of a variable', snapshot.plugin ?? 'built in');
    if (snapshot.plugin) return problem('plugin-may-interfere', values, `installed: ${snapshot.plugin}`);
    const reasons = [
      ...(block.id === PROVIDER_ID ? [`the provider’s id is ${PROVIDER_ID}`] : []),
      ...(snapshot.environment.lookup(TOKEN_VARIABLE)?.value ? [`${TOKEN_VARIABLE} is set`] : []),
    ];
    if (!reasons.length) return pass('OpenClaw has no reason to install its own Cloudflare plugin');
    return problem('plugin-may-interfere', values, `not installed yet, but ${reasons.join(', and ')}`);
  },
};
